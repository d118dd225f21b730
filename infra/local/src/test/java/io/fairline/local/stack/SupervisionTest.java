package io.fairline.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.ChildProcess;
import io.fairline.local.ProcessServer;
import io.fairline.local.ServerFolder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that end by themselves, or are ended by others. */
class SupervisionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path temporary;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
    private Sleeper first;
    private Sleeper second;
    private Supervision supervision;

    @BeforeEach
    void startTwo() {
        ServerFolder folder = new ServerFolder(temporary);
        first = new Sleeper("first", folder);
        second = new Sleeper("second", folder);
        first.start();
        second.start();
        supervision = new Supervision(process -> process == first, folder, out);
    }

    @AfterEach
    void endBoth() {
        first.kill();
        second.kill();
    }

    @Test
    void whatWasKilledIsStartedAgain() {
        int before = pid(first);
        kill(first);

        assertThat(look()).isTrue();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(output()).contains("first", "ready again"));
        assertThat(pid(first)).isNotEqualTo(before);
        assertThat(output()).containsOnlyOnce("first has ended with exit code 137 and is started again");
        assertThat(look()).isTrue();
        assertThat(output()).hasLineCount(2);
    }

    @Test
    void whatWasToldToEndStaysEnded() {
        end(first, ProcessHandle::destroy);

        assertThat(look()).isTrue();

        assertThat(output())
                .contains("first has ended with exit code 143; the rest goes on")
                .hasLineCount(1);
        assertThat(look()).isTrue();
        assertThat(output()).as("said once").hasLineCount(1);
        assertThat(first.isRunning()).isFalse();
    }

    @Test
    void whatKeepsDataStaysEndedAndNothingIsLeftToWatchWhenAllHaveEnded() {
        kill(second);

        assertThat(look()).isTrue();
        end(first, ProcessHandle::destroy);
        assertThat(look()).isFalse();

        assertThat(output())
                .contains("second has ended with exit code 137; the rest goes on")
                .hasLineCount(2);
        assertThat(second.isRunning()).isFalse();
    }

    @Test
    void whatDoesNotGetOverItIsGivenUp() {
        for (int time = 1; time <= 5; time++) {
            kill(first);
            long times = time;
            await().atMost(PATIENCE).until(() -> look() && timesReadyAgain() == times);
        }

        kill(first);
        await().atMost(PATIENCE).until(() -> look() && output().contains("the rest goes on"));

        assertThat(output())
                .endsWith("first has ended with exit code 137; the rest goes on. Its log: "
                        + new ServerFolder(temporary).log("first") + ". Ctrl-C and `make run` start all again.\n");
        assertThat(first.isRunning()).isFalse();
    }

    private boolean look() {
        return supervision.look(List.of(first, second));
    }

    private String output() {
        return output.toString(StandardCharsets.UTF_8);
    }

    private long timesReadyAgain() {
        return output().lines().filter(line -> line.contains("ready again")).count();
    }

    private static int pid(ProcessServer process) {
        return process.pid().orElseThrow();
    }

    private static void kill(ProcessServer process) {
        end(process, ProcessHandle::destroyForcibly);
    }

    /** As somebody else does, behind the back of who started it. */
    private static void end(ProcessServer process, Consumer<ProcessHandle> how) {
        ProcessHandle handle = ProcessHandle.of(pid(process)).orElseThrow();
        how.accept(handle);
        await().atMost(PATIENCE).until(() -> process.unexpectedExit().isPresent());
    }

    /** A process that does nothing. */
    private static final class Sleeper extends ProcessServer {

        private final String name;
        private final ServerFolder folder;

        Sleeper(String name, ServerFolder folder) {
            this.name = name;
            this.folder = folder;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        protected List<Integer> ports() {
            return List.of();
        }

        @Override
        protected ChildProcess launch() {
            return ChildProcess.start(name, List.of("sleep", "600"), Map.of(), folder);
        }

        @Override
        protected boolean answers() {
            return true;
        }
    }
}
