package io.fairline.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fairline.local.Checkout;
import io.fairline.local.EndAtExit;
import io.fairline.local.LeftOvers;
import io.fairline.local.LocalServer;
import io.fairline.local.ServerFolder;
import io.fairline.local.StartFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunEndsCleanlyTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String OUTPUT = "output.txt";
    private static final int LONGEST_END_SECONDS = 120;

    @TempDir
    Path temporary;

    private EndAtExit atExit;

    private ServerFolder data() {
        return new ServerFolder(temporary.resolve("data"));
    }

    @BeforeEach
    void leaveNothingBehindAlsoWhenStopped() {
        atExit = EndAtExit.of(data());
    }

    @AfterEach
    void endWhatAFailedTestLeft() {
        LeftOvers.end(data(), Duration.ZERO);
        atExit.close();
    }

    @Test
    void aDeadServerIsNamedAndSigtermEndsAllTheRest() throws Exception {
        Process launcher = launch();
        awaitOutput(launcher, "Ready after");
        List<LeftOvers> running = LeftOvers.in(data());
        assertThat(running)
                .extracting(LeftOvers::name)
                .containsExactlyInAnyOrder("kafka-1", "launcher", "postgres", "redis", "registry");

        running.stream()
                .filter(one -> one.name().equals("redis"))
                .forEach(one -> one.process().destroyForcibly());
        awaitOutput(launcher, "redis has ended with exit code 137");
        assertThat(launcher.isAlive()).as("the rest goes on").isTrue();

        launcher.destroy();

        assertThat(launcher.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(running).noneMatch(one -> one.process().isAlive());
        assertThat(LeftOvers.in(data())).isEmpty();
    }

    @Test
    void sigtermInTheMiddleOfAStartLeavesNothingBehind() throws Exception {
        Process launcher = launch();
        await().atMost(PATIENCE).until(() -> LeftOvers.in(data()).size() >= 3);
        List<LeftOvers> running = LeftOvers.in(data());

        launcher.destroy();

        assertThat(launcher.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(running).noneMatch(one -> one.process().isAlive());
        assertThat(LeftOvers.in(data())).isEmpty();
    }

    @Test
    void afterAKilledLauncherTheLeftOversAreNamedThenEndedAndTheDataIsThere() throws Exception {
        Process launcher = launch();
        awaitOutput(launcher, "Ready after");
        launcher.destroyForcibly().waitFor();

        assertThatThrownBy(this::claim)
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("left over from a run that was killed")
                .hasMessageContaining("kafka-1 (pid ")
                .hasMessageContaining("postgres (pid ")
                .hasMessageContaining("make stop");

        new Stop(List.of(data()), new PrintStream(new ByteArrayOutputStream())).all();
        assertThat(LeftOvers.in(data())).isEmpty();

        try (LocalStack stack = claim()) {
            stack.start();
            execute(stack, "CREATE TABLE kept (x int)");
        }
        try (LocalStack again = claim()) {
            again.start();
            execute(again, "INSERT INTO kept VALUES (1)");
            again.processes().forEach(LocalServer::kill);
        }
    }

    /** Started at the same moment, by two terminals: one runs, the other says why it does not, and ends nothing. */
    @Test
    void twoAtOnceAreOne() throws Exception {
        Process first = launch("first.txt");
        Process second = launch("second.txt");
        CompletableFuture.anyOf(first.onExit(), second.onExit()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        boolean firstWon = first.isAlive();
        Process winner = firstWon ? first : second;

        assertThat(Files.readString(temporary.resolve(firstWon ? "second.txt" : "first.txt")))
                .startsWith("fairline: ")
                .containsAnyOf("another start is under way", "Fairline runs already")
                .hasLineCount(1);
        awaitOutput(winner, firstWon ? "first.txt" : "second.txt", "Ready after");
        assertThat(LeftOvers.in(data())).hasSize(5);

        winner.destroy();
        assertThat(winner.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private LocalStack claim() {
        return LocalStack.claim(RunInTestFolder.serversOnly(), PortPlan.anyFree(), data(), Checkout.find(), line -> {});
    }

    private Process launch() throws IOException {
        return launch(OUTPUT);
    }

    private Process launch(String output) throws IOException {
        return JvmOfATest.start(
                temporary.resolve(output),
                RunInTestFolder.class.getName(),
                data().root().toString());
    }

    private void awaitOutput(Process launcher, String text) {
        awaitOutput(launcher, OUTPUT, text);
    }

    private void awaitOutput(Process launcher, String output, String text) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Files.readString(temporary.resolve(output)))
                        .as("output of the launcher, which is alive: %s", launcher.isAlive())
                        .contains(text));
    }

    private static void execute(LocalStack stack, String sql) throws SQLException {
        var database = stack.projectionDatabase();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
