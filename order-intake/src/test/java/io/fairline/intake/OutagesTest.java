package io.fairline.intake;

import static io.fairline.intake.RunningIntake.orderBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.intake.idempotency.KeyStatus;
import io.fairline.local.LocalServers;
import io.fairline.local.SuspendedServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
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
    private static final OpenApiDocument DOCUMENT = OpenApiDocument.read();
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
            everyOperationSaysSoAsDocumented(newcomer, deal);

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
    void redisThatHangsIsNotWaitedFor() {
        int deal = intake.know(Deals::open);
        try (RunningIntake hurried = RunningIntake.startUnready(TOPICS, RunningIntake.REDIS_TIMEOUT_OF_PRODUCTION)) {
            await().atMost(PATIENCE).until(() -> noticesAReusedKey(hurried, deal));

            try (SuspendedServer _ = SuspendedServer.of(SERVERS.redis())) {
                takesAnotherOrderUnderTheSameKey(hurried, deal);
                assertThat(hurried.keyStatus()).isEqualTo(KeyStatus.UNAVAILABLE);
            }

            await().atMost(PATIENCE).until(() -> noticesAReusedKey(hurried, deal));
        }
    }

    @Test
    void deadBrokerIsToldAndTheSameOrderTakenWhenItIsBack() {
        int deal = intake.know(Deals::open);
        String key = UUID.randomUUID().toString();
        SERVERS.kafka().kill();

        Answer first = intake.order(deal, 1, "Idempotency-Key", key);
        isTemporary(
                first.isProblem(503, slug(first).equals("outcome-unknown") ? "outcome-unknown" : "log-unavailable"));
        assertThat(DOCUMENT.faults("/orders", first)).isEmpty();
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
    void brokerThatHangsUnderLoadLeavesNoCommandBehind() {
        int deal = intake.know(Deals::open);
        List<Answer> answers;
        try (SuspendedServer _ = SuspendedServer.of(SERVERS.kafka().brokers().getFirst())) {
            answers = crowd(deal, 200);
        }

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.isProblem(503, slug(answer)).header("Retry-After"))
                                // Without key: of what may have been written a second request would be a second order.
                                .isEqualTo(slug(answer).equals("outcome-unknown") ? "" : "1"));
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(DOCUMENT.faults("/orders", answer)).isEmpty());
        assertThat(answers)
                .extracting(OutagesTest::slug)
                .isSubsetOf("overloaded", "outcome-unknown", "log-unavailable")
                .containsAnyOf("outcome-unknown", "log-unavailable");
        await().atMost(PATIENCE).until(() -> intake.order(deal, 1).status() == 202);
        await().atMost(PATIENCE).until(() -> inFlight() == 0);
        assertThat(crowd(deal, IN_FLIGHT / 2)).allSatisfy(Answer::isAccepted);
    }

    private static void everyOperationSaysSoAsDocumented(RunningIntake intake, int deal) {
        String ops = intake.keys().token("shop", "ops");
        String order = "/orders/%08x-5f0e-8c1d-9a2b-3c4d5e6f7081".formatted(deal);
        String newDeal = """
                {"dealId":%d,"title":"Lamp","stock":1,"maxQuantityPerOrder":1,"holdSeconds":1}""".formatted(RunningIntake.unknownDeal());
        Map<String, Answer> answers = Map.of(
                "/orders", intake.order(deal, 1),
                "/orders/{orderId}/confirm", intake.post(order + "/confirm", intake.shopper(), null),
                "/orders/{orderId}/cancel", intake.post(order + "/cancel", intake.shopper(), null),
                "/deals", intake.post("/deals", ops, newDeal),
                "/deals/{dealId}/stock", intake.post("/deals/" + deal + "/stock", ops, "{\"delta\":1}"),
                "/deals/{dealId}/close", intake.post("/deals/" + deal + "/close", ops, null));
        assertThat(answers.keySet()).isEqualTo(DOCUMENT.paths());
        answers.forEach((path, answer) -> {
            assertThat(DOCUMENT.answers()).contains(path + " " + answer.status());
            assertThat(DOCUMENT.faults(path, answer)).as(path).isEmpty();
            isTemporary(answer.isProblem(503, "log-unavailable"));
        });
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

    private static final class Running {
        static final RunningIntake INTAKE =
                RunningIntake.start(TOPICS, Map.of("INTAKE_MAX_IN_FLIGHT", Integer.toString(IN_FLIGHT)));
    }
}
