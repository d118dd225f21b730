package io.fairline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
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
    void aProcessIsKnownByWhatDoesNotMoveWithTheWallClock() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "there is no /proc here");
        Path file = folder.resolve("self.pid");
        PidFile.write(file, ProcessHandle.current());

        String bootId = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
        assertThat(Files.readString(file))
                .isEqualTo("%d %s@%s", ProcessHandle.current().pid(), ticksOfThisJvm(), bootId);
    }

    @Test
    void aNameWithSpacesAndBracketsHidesNoStart() {
        String stat = "4711 (a) Z (b c) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 8372654 20 21\n";

        assertThat(PidFile.startTicks(stat)).isEqualTo("8372654");
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

    private static String ticksOfThisJvm() throws Exception {
        Process awk = new ProcessBuilder(
                        "awk",
                        "{ sub(/.*\\) /, \"\"); print $20 }",
                        "/proc/%d/stat".formatted(ProcessHandle.current().pid()))
                .start();
        return new String(awk.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    }
}
