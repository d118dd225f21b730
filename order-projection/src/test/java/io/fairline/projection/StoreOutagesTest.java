package io.fairline.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.local.PostgresDatabase;
import io.fairline.local.SuspendedServer;
import io.fairline.projection.DealStory.Told;
import io.fairline.projection.store.ChangeProbe;
import io.fairline.schemas.events.CancellationReason;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Redis, Postgres and the registry going away and coming back: nothing is lost, and nobody is told what is no longer so. */
class StoreOutagesTest {

    private static final LocalServers SERVERS = LocalServers.dedicated();
    // The registry has a Postgres of its own: the one that is killed here is the projection's alone.
    private static final LocalServers STORE = LocalServers.dedicated();
    private static final Duration SOON = Duration.ofMinutes(3);

    private final String prefix = SERVERS.newTopicPrefix();
    private final PostgresDatabase database = STORE.postgres().newDatabase();
    private final EventLog log = new EventLog(SERVERS, prefix);
    private final DealStory deal = DealStory.anyDeal(log);

    @AfterEach
    void end() {
        log.close();
    }

    @AfterAll
    static void endTheServers() {
        SERVERS.close();
        STORE.close();
    }

    @Test
    void withoutRedisEverythingComesFromPostgresAndWaitersAreStillToldAtOnce() {
        Map<String, String> surroundings = surroundings();
        SERVERS.redis().stop();
        try (RunningProjection projection = RunningProjection.start(surroundings)) {
            Told order = deal.opened("Lamp", 10).reserved("alice", 1);
            deal.write();
            shows(projection, order, "RESERVED", 2);
            deal.confirmed(order).write();
            shows(projection, order, "CONFIRMED", 3);
            projection.readiness().isOk();
        } finally {
            SERVERS.redis().start();
        }
    }

    /** Here Redis comes back empty. It is restored from a copy as another one would be, such as a replica in its place. */
    @Test
    void cacheThatMissedChangesIsNotBelievedWhenRedisIsBack() {
        try (RunningProjection projection = RunningProjection.start(surroundings())) {
            Told order = deal.opened("Lamp", 10).reserved("alice", 1);
            deal.write();
            shows(projection, order, "RESERVED", 2);
            RedisCopy copy = RedisCopy.of(SERVERS.redis());
            SERVERS.redis().stop();
            deal.confirmed(order).write();
            shows(projection, order, "CONFIRMED", 3);
            SERVERS.redis().start();
            copy.restore();
            await().atMost(SOON).until(() -> projection.part(ChangeProbe.class).announcementsArrive());

            // Whether the cache is blind, empty or filled again: never what it held before.
            double before = foundInCache(projection);
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(SOON)
                    .until(() -> {
                        projection
                                .as("alice")
                                .get()
                                .uri("/orders/" + order.id())
                                .exchange()
                                .expectBody()
                                .jsonPath("$.status")
                                .isEqualTo("CONFIRMED");
                        return foundInCache(projection) > before;
                    });
            deal.cancelled(order, CancellationReason.BY_SHOP, true, "shop").write();
            shows(projection, order, "CANCELLED", 4);
        }
    }

    @Test
    void redisThatHangsKeepsNobodyFromPostgres() {
        try (RunningProjection projection = RunningProjection.start(surroundings())) {
            Told order = deal.opened("Lamp", 10).reserved("alice", 1);
            deal.write();
            shows(projection, order, "RESERVED", 2);
            try (SuspendedServer _ = SuspendedServer.of(SERVERS.redis())) {
                deal.confirmed(order).write();
                shows(projection, order, "CONFIRMED", 3);
                Told next = deal.reserved("bob", 1);
                deal.write();
                shows(projection, next, "RESERVED", 4);
                projection.readiness().isOk();
            }
        }
    }

    @Test
    void whilePostgresIsDownTheInstanceIsNotReadyAndAfterwardsNothingIsMissing() {
        try (RunningProjection projection = RunningProjection.start(surroundings())) {
            Told before = deal.opened("Lamp", 10).reserved("alice", 1);
            deal.write();
            shows(projection, before, "RESERVED", 2);
            projection.readiness().isOk();
            STORE.postgres().kill();
            Told during = deal.reserved("bob", 1);
            deal.write();
            await().atMost(SOON).untilAsserted(() -> projection.readiness().isEqualTo(503));
            projection
                    .anybody()
                    .get()
                    .uri("/actuator/health/liveness")
                    .exchange()
                    .expectStatus()
                    .isOk();
            everyOperationSaysSoAsDocumented(projection.as("alice", "ops"));
            STORE.postgres().start();

            await().atMost(SOON).untilAsserted(() -> projection.readiness().isOk());
            shows(projection, during, "RESERVED", 3);
            assertThat(new Database(database).count("orders")).isEqualTo(2);
        } finally {
            if (!STORE.postgres().isRunning()) {
                STORE.postgres().start();
            }
        }
    }

    private static void everyOperationSaysSoAsDocumented(WebTestClient client) {
        OpenApiDocument document = OpenApiDocument.read();
        // Unknown to the cache, which may still answer for others.
        Map<String, String> paths = Map.of(
                "/orders", "/orders",
                "/orders/{orderId}", "/orders/7fffffff-5f0e-8c1d-9a2b-3c4d5e6f7081",
                "/deals", "/deals",
                "/deals/{dealId}", "/deals/2147483647",
                "/deals/{dealId}/ledger", "/deals/2147483647/ledger");
        paths.forEach((documentedPath, path) -> client.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals(HttpHeaders.RETRY_AFTER, "1")
                .expectBody()
                .consumeWith(answer ->
                        assertThat(document.faults(documentedPath, answer)).isEmpty())
                .jsonPath("$.type")
                .isEqualTo("urn:fairline:problem:store-unavailable"));
        assertThat(paths.keySet())
                .map(path -> "GET %s 503".formatted(path))
                .containsExactlyInAnyOrderElementsOf(document.answers().stream()
                        .filter(answer -> answer.endsWith("503"))
                        .toList());
    }

    @Test
    void registryThatIsDownAtTheStartIsWaitedFor() {
        Told order = deal.opened("Lamp", 10).reserved("alice", 1);
        deal.write();
        Map<String, String> surroundings = surroundings();
        SERVERS.registry().stop();
        try (RunningProjection projection = RunningProjection.start(surroundings)) {
            await().atMost(SOON).untilAsserted(() -> projection.readiness().isEqualTo(503));
            SERVERS.registry().start();

            await().atMost(SOON).untilAsserted(() -> shows(projection, order, "RESERVED", 2));
            await().atMost(SOON).untilAsserted(() -> projection.readiness().isOk());
        } finally {
            if (!SERVERS.registry().isRunning()) {
                SERVERS.registry().start();
            }
        }
    }

    @Test
    void bytesThatAreNoEventStopTheirPartitionAndNoOtherUntilTheyArePassedByHand() {
        DealStory other = otherPartition();
        int partition = log.nextCommand(deal.dealId()).partition();
        long offset;
        Told behind;
        try (RunningProjection projection = RunningProjection.start(surroundings())) {
            Told order = deal.opened("Lamp", 10).reserved("alice", 1);
            deal.write();
            shows(projection, order, "RESERVED", 2);
            offset = log.end(partition);
            log.appendBytes(deal.dealId(), new byte[] {1, 2, 3});
            behind = deal.reserved("bob", 1);
            deal.write();
            Told elsewhere = other.opened("Chair", 10).reserved("carol", 1);
            other.write();

            shows(projection, elsewhere, "RESERVED", 2);
            projection
                    .as("bob")
                    .get()
                    .uri("/orders/%s?position=%s".formatted(behind.id(), behind.position()))
                    .exchange()
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo("PENDING");
            await().atMost(SOON).untilAsserted(() -> projection.readiness().isEqualTo(503));
        }
        // As docs/runbooks/a-partition-stands.md says, while no projection runs.
        new Database(database)
                .execute("UPDATE partitions SET next_offset = %d WHERE partition = %d AND next_offset <= %d"
                        .formatted(offset + 1, partition, offset));
        try (RunningProjection projection = RunningProjection.start(surroundings())) {
            shows(projection, behind, "RESERVED", 3);
        }
    }

    private DealStory otherPartition() {
        int here = log.nextCommand(deal.dealId()).partition();
        DealStory other = DealStory.anyDeal(log);
        while (log.nextCommand(other.dealId()).partition() == here) {
            other = DealStory.anyDeal(log);
        }
        return other;
    }

    private Map<String, String> surroundings() {
        return RunningProjection.surroundings(SERVERS, prefix, database);
    }

    private static void shows(RunningProjection projection, Told order, String status, long version) {
        projection
                .as(order.shopper())
                .get()
                .uri("/orders/%s?wait=PT20S&position=%s".formatted(order.id(), order.position()))
                .header(HttpHeaders.IF_NONE_MATCH, "\"0\", \"%d\"".formatted(version - 1))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(status)
                .jsonPath("$.version")
                .isEqualTo(version);
    }

    private static double foundInCache(RunningProjection projection) {
        return projection
                .part(MeterRegistry.class)
                .get("fairline.projection.cache.lookups")
                .tag("outcome", "found")
                .counter()
                .count();
    }
}
