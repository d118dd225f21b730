package io.fairline.intake;

import static org.awaitility.Awaitility.await;

import io.fairline.intake.idempotency.IdempotencyStore;
import io.fairline.intake.idempotency.KeyStatus;
import io.fairline.intake.log.KnownDeals;
import io.fairline.intake.log.ProcessEnd;
import io.fairline.local.JwtKeys;
import io.fairline.local.LocalServers;
import io.fairline.schemas.deals.DealRecord;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;

/** An order-intake that runs on real servers, its address space of deals, and a client that talks to it. */
record RunningIntake(Topics topics, JwtKeys keys, ConfigurableApplicationContext context) implements AutoCloseable {

    private static final JwtKeys KEYS = JwtKeys.generate(Path.of("target/jwt"));
    /** Settings that are empty are left to {@code application.yaml}. */
    static final Map<String, String> REDIS_TIMEOUT_OF_PRODUCTION = Map.of("fairline.redis.timeout", "");

    static final Duration SOON = Duration.ofSeconds(60);
    private static final AtomicInteger DEALS = new AtomicInteger(100);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** The one that all tests share which change nothing about it or its servers. */
    static RunningIntake shared() {
        return Shared.INTAKE;
    }

    /** Starts one and waits until it is ready and remembers what it is told. */
    static RunningIntake start(Topics topics, Map<String, String> settings) {
        RunningIntake intake = startUnready(topics, settings);
        await().atMost(SOON).until(intake::isReady);
        await().atMost(SOON).until(intake::remembers);
        return intake;
    }

    /** Starts one whose servers may be away. */
    static RunningIntake startUnready(Topics topics, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(environment(topics));
        environment.putAll(settings);
        environment.values().removeIf(String::isEmpty);
        List<String> arguments = new ArrayList<>();
        environment.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        ConfigurableApplicationContext context = new SpringApplicationBuilder(OrderIntake.class)
                .initializers(
                        RunningIntake::ownThreads,
                        (GenericApplicationContext fresh) -> fresh.registerBean(ProcessEnd.class, () -> new ToldEnds()))
                .run(arguments.toArray(String[]::new));
        return new RunningIntake(topics, KEYS, context);
    }

    /** Several instances in one JVM: the end of one must not end the others' event loops. */
    private static void ownThreads(ConfigurableApplicationContext context) {
        ReactorResourceFactory threads = new ReactorResourceFactory();
        threads.setUseGlobalResources(false);
        threads.setShutdownQuietPeriod(Duration.ZERO);
        ((GenericApplicationContext) context).registerBean(ReactorResourceFactory.class, () -> threads);
    }

    /** By the names that operators use. */
    static Map<String, String> environment(Topics topics) {
        LocalServers servers = topics.servers();
        return Map.of(
                "SERVER_PORT", "0",
                "KAFKA_BOOTSTRAP_SERVERS", servers.kafka().bootstrapServers(),
                "TOPIC_PREFIX", topics.names().prefix(),
                "SCHEMA_REGISTRY_URL", topics.registryUrl(),
                "JWT_PUBLIC_KEY", KEYS.publicKeyLocation(),
                "ORDER_ID_SECRET", "c2l4dGVlbiBieXRlcyBvZiBub3RoaW5nLCB0d2ljZSE=",
                "REDIS_URL", servers.redis().url(),
                // A busy machine must not make the memory forgetful where a test is about what it remembers.
                "fairline.redis.timeout", "5s");
    }

    MeterRegistry meters() {
        return context.getBean(MeterRegistry.class);
    }

    /** Why the process of this instance would have ended by itself, if it had one of its own. */
    List<String> ends() {
        return ((ToldEnds) context.getBean(ProcessEnd.class)).reasons();
    }

    /** Readiness does not ask for it: orders are taken without Redis too. */
    private boolean remembers() {
        return keyStatus() != KeyStatus.UNAVAILABLE;
    }

    /** What is known of a key that nobody has used. Fails where it says nothing. */
    KeyStatus keyStatus() {
        CompletionStage<KeyStatus> answer =
                context.getBean(IdempotencyStore.class).recall("nobody", "nothing", 0);
        return answer.toCompletableFuture()
                .orTimeout(SOON.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    boolean isReady() {
        return get("/actuator/health/readiness", null).status() == 200;
    }

    /** A deal of its own for each test, known to the service when this returns. */
    int know(IntFunction<DealRecord> deal) {
        int dealId = DEALS.incrementAndGet();
        topics.publish(deal.apply(dealId));
        KnownDeals known = context.getBean(KnownDeals.class);
        await().atMost(SOON).until(() -> known.find(dealId) != null);
        return dealId;
    }

    /** A deal that nobody has opened. */
    static int unknownDeal() {
        return DEALS.incrementAndGet();
    }

    String shopper() {
        return keys.token("alice");
    }

    Answer order(int dealId, int quantity, String... headers) {
        return post("/orders", shopper(), orderBody(dealId, quantity), headers);
    }

    static String orderBody(int dealId, int quantity) {
        return "{\"dealId\":%d,\"quantity\":%d}".formatted(dealId, quantity);
    }

    Answer post(String path, @Nullable String token, @Nullable String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (json == null) {
            request.POST(BodyPublishers.noBody());
        } else {
            request.POST(BodyPublishers.ofString(json)).header("Content-Type", "application/json");
        }
        return send(request, token, headers);
    }

    Answer get(String path, @Nullable String token, String... headers) {
        return send(HttpRequest.newBuilder(uri(path)).GET(), token, headers);
    }

    Answer send(HttpRequest.Builder request, @Nullable String token, String... headers) {
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return new Answer(
                    CLIENT.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @Override
    public void close() {
        context.close();
    }

    private record ToldEnds(List<String> reasons) implements ProcessEnd {

        ToldEnds() {
            this(new CopyOnWriteArrayList<>());
        }

        @Override
        public void because(Why why, String reason) {
            reasons.add(why + ": " + reason);
        }
    }

    private static final class Shared {
        static final RunningIntake INTAKE = start(Topics.fresh(LocalServers.shared()), Map.of());
    }
}
