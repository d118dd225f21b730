package io.fairline.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.local.LocalServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in a process of its own, since it ends that. */
class RefusesToRunTest {

    @TempDir
    private Path folder;

    @Test
    void whenDealsWereMadeUnderAnotherPartitionCount() throws IOException, InterruptedException {
        Topics topics = Topics.fresh(LocalServers.shared());
        topics.publish(Deals.ofPartitionCount(7, Deals.PARTITIONS - 1));
        Path output = folder.resolve("output");

        Process process = new ProcessBuilder(command(topics))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(90, TimeUnit.SECONDS);
        process.destroyForcibly();

        assertThat(ended).as(Files.readString(output)).isTrue();
        assertThat(process.exitValue()).isEqualTo(78);
        assertThat(Files.readAllLines(output).stream().filter(line -> line.contains("refuses to run")))
                .singleElement()
                .asString()
                .contains(topics.names().commands() + " has 12 partitions, but 11 were expected")
                .contains("Restore the topics");
    }

    private static List<String> command(Topics topics) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                OrderIntake.class.getName()));
        RunningIntake.environment(topics).forEach((name, value) -> command.add("--" + name + "=" + value));
        return command;
    }
}
