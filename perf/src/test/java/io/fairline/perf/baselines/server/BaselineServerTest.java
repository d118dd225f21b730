package io.fairline.perf.baselines.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.local.JwtKeys;
import io.fairline.local.LocalServers;
import io.fairline.local.PostgresDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The contract of the orders, over HTTP, as every alternative answers it. */
class BaselineServerTest {

    private static final String DEAL =
            "{\"dealId\":%d,\"title\":\"Test\",\"stock\":%d,\"maxQuantityPerOrder\":2,\"holdSeconds\":60}";
    private static final String ORDER = "{\"dealId\":%d,\"quantity\":%d}";

    private static JwtKeys keys;
    private static ConfigurableApplicationContext server;
    private static HttpClient client;
    private static String alice;

    @BeforeAll
    static void startRowLock(@TempDir Path folder) throws IOException, InterruptedException {
        keys = JwtKeys.generate(folder);
        PostgresDatabase database = LocalServers.shared().postgres().newDatabase();
        server = BaselineServer.run(
                Map.of(
                        "POSTGRES_JDBC_URL", database.jdbcUrl(),
                        "POSTGRES_USER", database.user(),
                        "POSTGRES_PASSWORD", database.password(),
                        "REDIS_URL", LocalServers.shared().redis().url(),
                        "JWT_PUBLIC_KEY", keys.publicKeyLocation(),
                        "ORDER_ID_SECRET", Base64.getEncoder().encodeToString(new byte[32])),
                "--baseline=row-lock",
                "--port=0");
        client = HttpClient.newHttpClient();
        alice = keys.token("alice");
        open(1, 10);
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void answers201WithThePlaceOfAnOrderThatWon() throws IOException, InterruptedException {
        HttpResponse<String> answer = order(alice, "key-1", ORDER.formatted(1, 1));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("\"status\":\"RESERVED\"");
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(get(alice, location).body()).contains("\"status\":\"RESERVED\"");
        assertThat(get(keys.token("bob"), location).statusCode()).isEqualTo(404);
    }

    @Test
    void answersARetryAsTheFirstTry() throws IOException, InterruptedException {
        HttpResponse<String> first = order(alice, "key-2", ORDER.formatted(1, 1));
        HttpResponse<String> retry = order(alice, "key-2", ORDER.formatted(1, 1));

        assertThat(retry.statusCode()).isEqualTo(201);
        assertThat(retry.body()).isEqualTo(first.body());
    }

    @Test
    void answers409WhenNothingIsLeft() throws IOException, InterruptedException {
        open(2, 1);

        assertThat(order(alice, "key-3", ORDER.formatted(2, 1)).statusCode()).isEqualTo(201);
        assertProblem(order(alice, "key-4", ORDER.formatted(2, 1)), 409, "sold-out");
    }

    @Test
    void refusesWhatIsNotAnOrderForADealOnSale() throws IOException, InterruptedException {
        assertProblem(order(alice, "k", ORDER.formatted(77, 1)), 404, "unknown-deal");
        assertProblem(order(alice, "k", ORDER.formatted(1, 3)), 422, "quantity-over-maximum");
        assertProblem(order(alice, "k", ORDER.formatted(1, 0)), 400, "invalid-request");
        assertProblem(order(alice, "k", "{\"dealId\":1,\"quantity\":\"1\"}"), 400, "malformed-request");
        assertProblem(order(alice, "k", "{\"dealId\":1,\"quantity\":1,\"x\":1}"), 400, "malformed-request");
        assertProblem(order(alice, "k", "{\"dealId\":1}"), 400, "malformed-request");
        assertProblem(order(alice, "k", "x".repeat(5_000)), 413, "body-too-large");
        assertProblem(order(alice, "k".repeat(256), ORDER.formatted(1, 1)), 400, "invalid-request");
    }

    @Test
    void letsNobodyInWithoutAGoodToken() throws IOException, InterruptedException {
        String expired = keys.newToken()
                .subject("alice")
                .expiresAt(Instant.now().minusSeconds(60))
                .sign();

        assertThat(order(expired, "k", ORDER.formatted(1, 1)).statusCode()).isEqualTo(401);
        assertThat(order("nonsense", "k", ORDER.formatted(1, 1)).statusCode()).isEqualTo(401);
        assertThat(post(alice, "/deals", "k", DEAL.formatted(3, 1)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void opensADealOnce() throws IOException, InterruptedException {
        assertProblem(post(keys.token("shop", "ops"), "/deals", "k", DEAL.formatted(1, 5)), 409, "deal-exists");
    }

    private static void open(int dealId, int stock) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(keys.token("shop", "ops"), "/deals", "k", DEAL.formatted(dealId, stock));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("\"type\":\"urn:fairline:problem:%s\"".formatted(slug));
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private static HttpResponse<String> order(String token, String key, String body)
            throws IOException, InterruptedException {
        return post(token, "/orders", key, body);
    }

    private static HttpResponse<String> post(String token, String path, String key, String body)
            throws IOException, InterruptedException {
        return send(request(token, path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> get(String token, String path) throws IOException, InterruptedException {
        return send(request(token, path));
    }

    private static HttpRequest.Builder request(String token, String path) {
        String port = Objects.requireNonNull(server.getEnvironment().getProperty("local.server.port"));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
