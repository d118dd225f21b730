package io.fairline.projection;

import io.fairline.local.JwtKeys;
import io.fairline.local.LocalServers;
import io.fairline.local.PostgresDatabase;
import io.fairline.projection.DealStory.Told;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.test.web.reactive.server.StatusAssertions;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** One instance of the service in this JVM, on a free port, and the ways to talk to it. */
final class RunningProjection implements AutoCloseable {

    static final JwtKeys KEYS = JwtKeys.generate(Path.of("target", "test-keys"));

    /** Less than the instance's own 60 s: a connection that it is just closing must not be taken for a question. */
    private static final ConnectionProvider CONNECTIONS = ConnectionProvider.builder("questions")
            .maxConnections(100)
            .maxIdleTime(Duration.ofSeconds(30))
            .build();

    private final ConfigurableApplicationContext context;
    private final WebTestClient client;
    private final List<String> ends;

    private RunningProjection(ConfigurableApplicationContext context, List<String> ends) {
        this.context = context;
        this.ends = ends;
        client = WebTestClient.bindToServer(new ReactorClientHttpConnector(HttpClient.create(CONNECTIONS)))
                .baseUrl("http://127.0.0.1:" + port())
                .responseTimeout(Duration.ofSeconds(40))
                .build();
    }

    /** What an instance's surroundings are, by the names of its environment variables. */
    static Map<String, String> surroundings(LocalServers servers, String prefix, PostgresDatabase database) {
        Map<String, String> surroundings = new HashMap<>();
        surroundings.put("SERVER_PORT", "0");
        surroundings.put("KAFKA_BOOTSTRAP_SERVERS", servers.kafka().bootstrapServers());
        surroundings.put("TOPIC_PREFIX", prefix);
        surroundings.put("SCHEMA_REGISTRY_URL", servers.registry().serdesUrl());
        surroundings.put("POSTGRES_URL", database.r2dbcUrl());
        surroundings.put("POSTGRES_USER", database.user());
        surroundings.put("POSTGRES_PASSWORD", database.password());
        surroundings.put("REDIS_URL", servers.redis().url());
        surroundings.put("JWT_PUBLIC_KEY", KEYS.publicKeyLocation());
        // The first connection of a pool takes its time on a busy machine; what happens without one has its own test.
        surroundings.put("fairline.postgres.acquire-timeout", "20s");
        return surroundings;
    }

    static RunningProjection start(Map<String, String> surroundings) {
        List<String> ends = new CopyOnWriteArrayList<>();
        ConfigurableApplicationContext context = new SpringApplicationBuilder(OrderProjection.class)
                .properties(new HashMap<String, Object>(surroundings))
                .initializers(
                        RunningProjection::ownThreads,
                        (GenericApplicationContext fresh) -> fresh.registerBean(ProcessEnd.class, () -> ends::add))
                .run();
        return new RunningProjection(context, ends);
    }

    /** Why the process of this instance would have ended by itself, if it had one of its own. */
    List<String> ends() {
        return ends;
    }

    /** Several instances in one JVM: the end of one must not end the others' event loops. */
    private static void ownThreads(ConfigurableApplicationContext context) {
        ReactorResourceFactory threads = new ReactorResourceFactory();
        threads.setUseGlobalResources(false);
        threads.setShutdownQuietPeriod(Duration.ZERO);
        ((GenericApplicationContext) context).registerBean(ReactorResourceFactory.class, () -> threads);
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    <T> T part(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** Requests without a token. */
    WebTestClient anybody() {
        return client;
    }

    /** Requests with a good token of this shopper. */
    WebTestClient as(String shopper, String... roles) {
        String token = KEYS.token(shopper, roles);
        return client.mutate()
                .defaultHeaders(headers -> headers.setBearerAuth(token))
                .build();
    }

    /** The order's first answer, waited for. */
    ResponseSpec answer(Told order, String shopper) {
        return as(shopper)
                .get()
                .uri("/orders/%s?wait=PT20S&position=%s".formatted(order.id(), order.position()))
                .exchange()
                .expectStatus()
                .isOk();
    }

    /** To its shopper, within the time that the question may wait. */
    void showsReserved(Told order) {
        answer(order, order.shopper()).expectBody().jsonPath("$.status").isEqualTo("RESERVED");
    }

    /** Whether it calls itself ready: 200, or 503. */
    StatusAssertions readiness() {
        return client.get().uri("/actuator/health/readiness").exchange().expectStatus();
    }

    @Override
    public void close() {
        context.close();
    }
}
