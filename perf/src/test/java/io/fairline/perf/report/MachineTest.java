package io.fairline.perf.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

    @Test
    void aTreeWithChangesIsNotItsCommit(@TempDir Path root) throws IOException, InterruptedException {
        git(root, "init", "-q");
        Files.writeString(root.resolve("file"), "as committed");
        git(root, "add", "file");
        git(root, "-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false", "commit", "-qm", "first");
        assertThat(Machine.commitOf(root)).matches("[0-9a-f]{40}");

        Files.writeString(root.resolve("file"), "and changed");
        assertThat(Machine.commitOf(root)).matches("[0-9a-f]{40}-dirty");
    }

    @Test
    void aFolderWithoutCommitIsUnknown(@TempDir Path root) {
        assertThat(Machine.commitOf(root)).isEqualTo("unknown");
    }

    @Test
    void aShortCommitStillSaysThatThereWereChanges() {
        assertThat(new Machine(Map.of(), "0123456789abcdef-dirty").shortCommit())
                .isEqualTo("0123456789ab-dirty");
        assertThat(new Machine(Map.of(), "abc").shortCommit()).isEqualTo("abc");
    }

    private static void git(Path root, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
