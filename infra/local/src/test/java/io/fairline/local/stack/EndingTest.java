package io.fairline.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LeftOvers;
import io.fairline.local.ServerFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path temporary;

    @AfterEach
    void endWhatAFailedTestLeft() {
        LeftOvers.end(data(), Duration.ZERO);
    }

    @Test
    void anEndThatFailsIsToldInOneLineAndLeavesNothingBehind() throws Exception {
        Process launcher = launch(EndInTestFolder.Way.FAILS);
        awaitOutput("it runs");

        assertThatNothingIsLeftAfterSigterm(launcher);
        assertThat(output().lines().toList())
                .containsExactly("it runs", "Fairline ends", "!! not ended in good order: a jar is missing");
    }

    @Test
    void ctrlCWhileAllIsBeingEndedWaitsForThatEnd() throws Exception {
        Process launcher = launch(EndInTestFolder.Way.TAKES_LONG);
        awaitOutput("it ends");

        assertThatNothingIsLeftAfterSigterm(launcher);
        assertThat(output().lines().toList()).containsExactly("Fairline ends", "it ends", "it has ended");
    }

    @Test
    void aStartThatIsUnderWayIsNotWaitedFor() throws Exception {
        Process launcher = launch(EndInTestFolder.Way.STARTS_AGAIN);
        awaitOutput("it runs");

        assertThatNothingIsLeftAfterSigterm(launcher);
        assertThat(output().lines().toList()).startsWith("it runs", "Fairline ends");
    }

    private void assertThatNothingIsLeftAfterSigterm(Process launcher) throws InterruptedException {
        List<LeftOvers> running = LeftOvers.in(data());
        assertThat(running).extracting(LeftOvers::name).containsExactlyInAnyOrder("launcher", "sleeper");

        launcher.destroy();

        assertThat(launcher.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(running).noneMatch(one -> one.process().isAlive());
        assertThat(data().run()).isDirectoryNotContaining("glob:**.pid");
    }

    private ServerFolder data() {
        return new ServerFolder(temporary.resolve("data"));
    }

    private Process launch(EndInTestFolder.Way way) throws IOException {
        return JvmOfATest.start(
                temporary.resolve("output.txt"),
                EndInTestFolder.class.getName(),
                data().root().toString(),
                way.name());
    }

    private String output() throws IOException {
        return Files.readString(temporary.resolve("output.txt"));
    }

    private void awaitOutput(String text) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(output()).contains(text));
    }
}
