package io.fairline.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.local.PostgresDatabase;
import io.fairline.projection.DealStory.Told;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A Postgres that says nothing any more, not even that it is gone: nobody waits for it without end. */
class SilentPostgresTest {

    private static final LocalServers SERVERS = LocalServers.shared();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MORE_READERS_THAN_CONNECTIONS = 20;

    private final String prefix = SERVERS.newTopicPrefix();
    private final PostgresDatabase database = SERVERS.postgres().newDatabase();
    private final EventLog log = new EventLog(SERVERS, prefix);
    private final DealStory deal = DealStory.anyDeal(log);

    @AfterEach
    void end() {
        log.close();
    }

    @Test
    void everybodyIsAnsweredAndNewConnectionsTakeThePlaceOfTheSilentOnes() throws IOException {
        try (SilentProxy postgres = proxy();
                RunningProjection projection = start(postgres, Duration.ofSeconds(1))) {
            WebTestClient alice = projection.as("alice");
            Told before = deal.opened("Lamp", 10).reserved("alice", 1);
            deal.write();
            projection.showsReserved(before);
            awaitAllIsWell(alice);

            postgres.fallSilent();
            Told during = deal.reserved("bob", 1);
            deal.write();
            assertThat(everybodyReads(alice)).containsOnly(HttpStatus.SERVICE_UNAVAILABLE);
            assertThat(read(alice, "/actuator/health/readiness")).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);

            postgres.serveNewConnections();
            await().atMost(SOON).until(() -> read(alice, "/deals").is2xxSuccessful());
            await().atMost(SOON).untilAsserted(() -> projection.showsReserved(during));
            await().atMost(SOON)
                    .until(() -> read(alice, "/actuator/health/readiness").is2xxSuccessful());
        }
    }

    @Test
    void readersThatGiveUpLeaveNoSilentConnectionToTheNext() throws IOException {
        // No statement is slow enough for the server or for us: only that readers gave up tells.
        try (SilentProxy postgres = proxy();
                RunningProjection projection = start(postgres, Duration.ofMinutes(10))) {
            WebTestClient hurried = projection
                    .as("alice")
                    .mutate()
                    .responseTimeout(Duration.ofMillis(1500))
                    .build();
            awaitAllIsWell(hurried);

            postgres.fallSilent();
            assertThatThrownBy(() -> read(hurried, "/deals")).isInstanceOf(IllegalStateException.class);

            postgres.serveNewConnections();
            awaitAllIsWell(hurried);
        }
    }

    private SilentProxy proxy() throws IOException {
        URI postgres = withoutScheme();
        return new SilentProxy(postgres.getHost(), postgres.getPort());
    }

    private RunningProjection start(SilentProxy postgres, Duration statementTimeout) {
        Map<String, String> surroundings = RunningProjection.surroundings(SERVERS, prefix, database);
        surroundings.put(
                "POSTGRES_URL",
                "r2dbc:postgresql://127.0.0.1:" + postgres.port()
                        + withoutScheme().getPath());
        surroundings.put("fairline.postgres.statement-timeout", statementTimeout.toString());
        surroundings.put("fairline.postgres.transaction-timeout", "5s");
        surroundings.put("fairline.postgres.acquire-timeout", "2s");
        return RunningProjection.start(surroundings);
    }

    private URI withoutScheme() {
        return URI.create(database.r2dbcUrl().replaceFirst("^r2dbc:", ""));
    }

    /** Connections are made when they are first needed, and may come too late for that. */
    private static void awaitAllIsWell(WebTestClient client) {
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> everybodyReads(client).stream().allMatch(HttpStatusCode::is2xxSuccessful));
    }

    private static List<HttpStatusCode> everybodyReads(WebTestClient client) {
        List<CompletableFuture<HttpStatusCode>> answers = IntStream.range(0, MORE_READERS_THAN_CONNECTIONS)
                .mapToObj(reader -> CompletableFuture.supplyAsync(
                        () -> read(client, reader % 2 == 0 ? "/deals" : "/orders"),
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    /** Fails where no answer comes. */
    private static HttpStatusCode read(WebTestClient client, String path) {
        return client.get().uri(path).exchange().expectBody().returnResult().getStatus();
    }
}
