package io.fairline.intake;

import static io.fairline.intake.RunningIntake.orderBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Without registry and Redis orders are taken; without the log they are refused, and taken again once it is back. */
@ExtendWith(OutputCaptureExtension.class)
class OutagesTest {

    private static final LocalServers SERVERS = LocalServers.dedicated();
    private static final Topics TOPICS = Topics.fresh(SERVERS);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int IN_FLIGHT = 16;

    private final RunningIntake intake = Running.INTAKE;

    @AfterAll
    static void end() {
        Running.INTAKE.close();
        SERVERS.close();
    }

    @Test
    void registryMayBeAwayExceptAtTheStart() {
        int deal = intake.know(Deals::open);
        SERVERS.registry().kill();
        intake.order(deal, 1).isAccepted();

        try (RunningIntake newcomer = RunningIntake.startUnready(TOPICS, Map.of())) {
            assertThat(newcomer.isReady()).isFalse();
            assertThat(newcomer.get("/actuator/health/liveness", null).status()).isEqualTo(200);
            isTemporary(newcomer.order(deal, 1).isProblem(503, "log-unavailable"));

            SERVERS.registry().start();

            await().atMost(PATIENCE).until(newcomer::isReady);
            newcomer.order(deal, 1).isAccepted();
        }
    }

    @Test
    void registryThatHangsIsWaitedForLikeOneThatIsAway(CapturedOutput output) throws IOException {
        intake.know(Deals::open);
        // The system accepts connections for it; nobody ever reads from them.
        try (ServerSocket hanging = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
                RunningIntake newcomer = RunningIntake.startUnready(
                        TOPICS, Map.of("SCHEMA_REGISTRY_URL", "http://127.0.0.1:" + hanging.getLocalPort()))) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(output.getAll())
                            .containsPattern("cannot publish to .* yet: .*: no answer within 5000 ms; trying again")
                            .containsPattern(
                                    "the schema registry does not answer: .*: no answer within 5000 ms; trying"));
            assertThat(newcomer.isReady()).isFalse();
        }
    }

    @Test
    void withoutRedisAReusedKeyIsNotNoticedAndEveryOrderTaken() {
        int deal = intake.know(Deals::open);
        SERVERS.redis().kill();
        takesAnotherOrderUnderTheSameKey(intake, deal);

        try (RunningIntake newcomer = RunningIntake.startUnready(TOPICS, Map.of())) {
            await().atMost(PATIENCE).until(newcomer::isReady);
            takesAnotherOrderUnderTheSameKey(newcomer, deal);

            SERVERS.redis().start();

            await().atMost(PATIENCE).until(() -> noticesAReusedKey(newcomer, deal));
            await().atMost(PATIENCE).until(() -> noticesAReusedKey(intake, deal));
        }
    }

    @Test
    void deadBrokerIsToldAndTheSameOrderTakenWhenItIsBack() {
        int deal = intake.know(Deals::open);
        String key = UUID.randomUUID().toString();
        SERVERS.kafka().kill();

        Answer first = intake.order(deal, 1, "Idempotency-Key", key);
        isTemporary(
                first.isProblem(503, first.text("type").endsWith("unknown") ? "outcome-unknown" : "log-unavailable"));
        assertThat(intake.isReady()).as("a 503 says more than no answer").isTrue();

        SERVERS.kafka().start();

        String[] orderId = new String[1];
        await().atMost(PATIENCE).until(() -> {
            Answer retry = intake.order(deal, 1, "Idempotency-Key", key);
            orderId[0] = retry.text("orderId");
            return retry.status() == 202;
        });
        assertThat(first.text("orderId")).isIn("", orderId[0]);
    }

    @Test
    void brokerThatHangsUnderLoadLeavesNoCommandBehind() throws Exception {
        int deal = intake.know(Deals::open);
        signalBroker("STOP");
        List<Answer> answers;
        try {
            await().atMost(PATIENCE).until(OutagesTest::brokerHasStopped);
            answers = crowd(deal, 200);
        } finally {
            signalBroker("CONT");
        }

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.isProblem(503, slug(answer)).header("Retry-After"))
                                // Without key: of what may have been written a second request would be a second order.
                                .isEqualTo(slug(answer).equals("outcome-unknown") ? "" : "1"));
        assertThat(answers)
                .extracting(OutagesTest::slug)
                .isSubsetOf("overloaded", "outcome-unknown", "log-unavailable")
                .containsAnyOf("outcome-unknown", "log-unavailable");
        await().atMost(PATIENCE).until(() -> intake.order(deal, 1).status() == 202);
        await().atMost(PATIENCE).until(() -> inFlight() == 0);
        assertThat(crowd(deal, IN_FLIGHT / 2)).allSatisfy(Answer::isAccepted);
    }

    private List<Answer> crowd(int deal, int size) {
        try (ExecutorService shoppers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Answer>> asked = IntStream.range(0, size)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> intake.order(deal, 1), shoppers))
                    .toList();
            return asked.stream().map(CompletableFuture::join).toList();
        }
    }

    private double inFlight() {
        return intake.context()
                .getBean(MeterRegistry.class)
                .get("fairline.in.flight")
                .gauge()
                .value();
    }

    private static void takesAnotherOrderUnderTheSameKey(RunningIntake intake, int deal) {
        String key = UUID.randomUUID().toString();
        intake.order(deal, 1, "Idempotency-Key", key).isAccepted();
        intake.order(deal, 2, "Idempotency-Key", key).isAccepted();
    }

    private static boolean noticesAReusedKey(RunningIntake intake, int deal) {
        String key = UUID.randomUUID().toString();
        intake.order(deal, 1, "Idempotency-Key", key);
        return intake.post("/orders", intake.shopper(), orderBody(deal, 2), "Idempotency-Key", key)
                        .status()
                == 422;
    }

    private static void isTemporary(Answer answer) {
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    private static String slug(Answer answer) {
        return answer.text("type").replace("urn:fairline:problem:", "");
    }

    private static void signalBroker(String signal) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + signal, brokerPid()).start().waitFor();
        assertThat(exit).isZero();
    }

    /** On a busy machine its threads run on for a moment after the signal, and acknowledge what reaches them. */
    private static boolean brokerHasStopped() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", brokerPid(), "task"))) {
            for (Path thread : threads.toList()) {
                if (!Files.readString(thread.resolve("status")).contains("State:\tT")) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String brokerPid() {
        return Integer.toString(SERVERS.kafka().brokers().getFirst().pid().orElseThrow());
    }

    private static final class Running {
        static final RunningIntake INTAKE =
                RunningIntake.start(TOPICS, Map.of("INTAKE_MAX_IN_FLIGHT", Integer.toString(IN_FLIGHT)));
    }
}
