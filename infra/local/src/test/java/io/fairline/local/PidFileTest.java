package io.fairline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

    @TempDir
    Path folder;

    @Test
    void findsTheProcessItNames() {
        Path file = folder.resolve("self.pid");
        PidFile.write(file, ProcessHandle.current());

        assertThat(PidFile.living(file)).contains(ProcessHandle.current());
        assertThat(PidFile.in(folder)).containsExactly(file);
        assertThat(PidFile.nameOf(file)).isEqualTo("self");
    }

    @Test
    void findsNobodyWhereThereIsNoFileOrNoSense() throws Exception {
        assertThat(PidFile.living(folder.resolve("none.pid"))).isEmpty();
        assertThat(PidFile.living(Files.writeString(folder.resolve("empty.pid"), "")))
                .isEmpty();
        assertThat(PidFile.living(Files.writeString(folder.resolve("words.pid"), "no number")))
                .isEmpty();
    }

    @Test
    void aProcessThatIsDeadAndOnlyNotYetFetchedByItsParentDoesNotCount() throws Exception {
        // The shell becomes a program that never fetches its children, one of which has ended.
        Process parent = new ProcessBuilder("sh", "-c", "true & exec sleep 60").start();
        try {
            await().until(() -> parent.children().findAny().isPresent());
            ProcessHandle zombie = parent.children().findAny().orElseThrow();
            PidFile.write(folder.resolve("zombie.pid"), zombie);

            await().untilAsserted(() ->
                    assertThat(PidFile.living(folder.resolve("zombie.pid"))).isEmpty());
        } finally {
            parent.destroyForcibly().waitFor();
        }
    }
}
