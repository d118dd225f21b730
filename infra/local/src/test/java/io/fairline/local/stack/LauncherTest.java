package io.fairline.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.local.ChildProcess;
import io.fairline.local.LeftOvers;
import io.fairline.local.ServerFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs as make calls them, each in a JVM of its own, on a checkout that is empty. */
class LauncherTest {

    @TempDir
    Path checkout;

    @BeforeEach
    void makeCheckout() throws IOException {
        Path topics = checkout.resolve(Path.of("infra", "kafka", "topics.yaml"));
        Files.createDirectories(topics.getParent());
        Files.createFile(topics);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data",
                "data-demo",
                "perf/target/stack",
                "perf/target/compare",
                "infra/e2e/target/stack-of-one",
                "infra/local/target/local-servers/7-7/set-1",
                "order-intake/target/local-servers/7-7/set-1"
            })
    void stopEndsWhatIsLeftOverInAnyFolder(String path) throws Exception {
        ServerFolder folder = new ServerFolder(checkout.resolve(path));
        ChildProcess left = ChildProcess.start("sleeper", List.of("sleep", "600"), Map.of(), folder);
        try {
            assertThat(linesOf(0, "stop"))
                    .containsExactly("ending sleeper (pid %d)".formatted(left.pid()), "all has ended");
            assertThat(left.isAlive()).isFalse();
            assertThat(linesOf(0, "stop")).containsExactly("nothing runs");
        } finally {
            LeftOvers.end(folder, Duration.ZERO);
        }
    }

    @Test
    void whateverCannotBeDoneIsOneLineWithItsCause() throws Exception {
        Path keys = checkout.resolve(Path.of("data", "keys"));
        Files.createDirectories(keys.resolve("jwt-private.pem").resolve("a folder where the key should be"));
        Files.createFile(keys.resolve("jwt-public.pem"));

        assertThat(linesOf(1, "token", "alice"))
                .singleElement()
                .asString()
                .startsWith("fairline: cannot read " + keys.resolve("jwt-private.pem"))
                .endsWith("Is a directory");
    }

    private List<String> linesOf(int exitCode, String... words) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-Dfairline.root=" + checkout, Launcher.class.getName()));
        arguments.addAll(List.of(words));
        Path output = checkout.resolve("output.txt");
        Process launcher = JvmOfATest.start(output, arguments.toArray(String[]::new));
        assertThat(launcher.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(exitCode);
        return Files.readAllLines(output);
    }
}
