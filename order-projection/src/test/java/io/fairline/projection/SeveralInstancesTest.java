package io.fairline.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.local.PostgresDatabase;
import io.fairline.projection.DealStory.Told;
import io.fairline.projection.store.ChangeProbe;
import io.fairline.projection.store.StatusReader;
import io.fairline.schemas.OrderId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;

/** Positions and rows are one: whoever applies an event, however often it is read, it counts once. */
class SeveralInstancesTest {

    private static final LocalServers SERVERS = LocalServers.shared();
    private static final Duration SOON = Duration.ofSeconds(60);

    private final String prefix = SERVERS.newTopicPrefix();
    private final PostgresDatabase database = SERVERS.postgres().newDatabase();
    private final Database tables = new Database(database);
    private final EventLog log = new EventLog(SERVERS, prefix);

    @AfterEach
    void closeTheLog() {
        log.close();
    }

    @Test
    void replayIntoAnEmptyDatabaseGivesTheSameRows() {
        Crowd crowd = new Crowd(log, 20, 42);
        // In small transactions while it runs, so that the batches are cut otherwise than in the replay.
        try (RunningProjection _ = instance("first", database)) {
            for (int i = 0; i < 40; i++) {
                log.append(crowd.events(50));
            }
            awaitApplied(tables, crowd);
        }
        assertSameAsReplayed(crowd);
        assertThat(tables.column("SELECT deal_id FROM deals WHERE available + held + sold < 1000"))
                .isEmpty();
    }

    @Test
    void secondInstanceTakesOverWhatTheFirstLeaves() {
        Crowd crowd = new Crowd(log, 20, 43);
        RunningProjection first = instance("first", database);
        try (RunningProjection second = instance("second", database)) {
            for (int i = 0; i < 20; i++) {
                log.append(crowd.events(50));
            }
            first.close();
            log.append(crowd.events(200));
            awaitApplied(tables, crowd);

            Told order = crowd.deals().getFirst().reserved("alice", 1);
            crowd.deals().getFirst().write();
            second.answer(order, "alice").expectBody().jsonPath("$.status").isEqualTo("RESERVED");
        }
        assertSameAsReplayed(crowd);
    }

    @Test
    void waiterIsToldByAnotherInstance() {
        DealStory deal = DealStory.anyDeal(log).opened("Lamp", 10);
        Told order = deal.reserved("alice", 1);
        deal.write();
        try (RunningProjection first = instance("first", database);
                RunningProjection second = instance("second", database)) {
            // Whichever of the two applies the deal's events, the other one is followed as well.
            List<RunningProjection> both = List.of(first, second);
            await().atMost(SOON)
                    .until(() -> both.stream()
                            .allMatch(each -> each.part(ChangeProbe.class).announcementsArrive()));
            List<List<String>> heard =
                    both.stream().map(each -> follow(each, order)).toList();
            await().atMost(SOON).until(() -> heard.stream().allMatch(each -> each.equals(List.of("RESERVED"))));
            deal.confirmed(order).write();

            await().atMost(SOON)
                    .until(() -> heard.stream().allMatch(each -> each.equals(List.of("RESERVED", "CONFIRMED"))));
        }
    }

    @Test
    void whoWaitsForAnExpectedOrderAsksPostgresAtNeitherInstance() {
        DealStory deal = DealStory.anyDeal(log).opened("Lamp", 10);
        Told order = deal.reserved("alice", 1);
        deal.write();
        UUID unseen = OrderId.random(deal.dealId(), new SplittableRandom(6)).value();
        long reached = order.position().offset();
        try (RunningProjection first = instance("first", database);
                RunningProjection second = instance("second", database)) {
            for (RunningProjection each : List.of(first, second)) {
                each.answer(order, "alice").expectBody().jsonPath("$.status").isEqualTo("RESERVED");
                StatusReader reader = each.part(StatusReader.class);

                await().atMost(SOON)
                        .until(() -> reader.orderUnlessExpected(unseen, deal.dealId(), reached + 1)
                                .blockOptional()
                                .isEmpty());
                assertThat(reader.orderUnlessExpected(unseen, deal.dealId(), reached)
                                .blockOptional())
                        .isPresent();
            }
        }
    }

    /** The statuses that a stream of the order tells; it looks by itself too seldom to hear anything so. */
    private static List<String> follow(RunningProjection projection, Told order) {
        projection.answer(order, order.shopper());
        List<String> statuses = new CopyOnWriteArrayList<>();
        var _ = projection
                .as(order.shopper())
                .get()
                .uri("/orders/" + order.id())
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(new ParameterizedTypeReference<Map<String, Object>>() {})
                .getResponseBody()
                .subscribe(status -> statuses.add(String.valueOf(status.get("status"))));
        return statuses;
    }

    @Test
    void zombiesBatchIsDroppedAndItGoesOnFromWhereTheOtherIs() {
        DealStory deal = DealStory.anyDeal(log).opened("Lamp", 100).write();
        int partition = deal.lastCause().partition();
        try (RunningProjection zombie = instance("zombie", database)) {
            await().atMost(SOON).until(() -> tables.count("deals") == 1);
            // Somebody else has applied the next event: the one thing this instance cannot know.
            deal.reserved("alice", 1);
            tables.execute("UPDATE partitions SET next_offset = next_offset + 2 WHERE partition = " + partition);
            tables.execute("UPDATE deals SET sequence = sequence + 1");
            deal.write();
            Told next = deal.reserved("bob", 1);
            deal.write();

            zombie.answer(next, "bob").expectBody().jsonPath("$.status").isEqualTo("RESERVED");
            assertThat(tables.column("SELECT shopper FROM orders")).containsExactly("bob");
        }
    }

    @Test
    void eventsThatAreReadTwiceChangeNothing() {
        Crowd crowd = new Crowd(log, 5, 44);
        log.append(crowd.events(300));
        try (RunningProjection _ = instance("first", database)) {
            awaitApplied(tables, crowd);
        }
        List<String> before = tables.rows().stream()
                .filter(row -> !row.startsWith("partitions"))
                .toList();
        tables.execute("CREATE TABLE once AS SELECT * FROM partitions");
        tables.execute("UPDATE partitions SET next_offset = 0");
        try (RunningProjection _ = instance("second", database)) {
            await().atMost(SOON)
                    .until(() -> tables.column(
                                    "SELECT 1 FROM partitions p JOIN once o USING (partition) WHERE p.next_offset < o.next_offset")
                            .isEmpty());
        }

        assertThat(tables.rows().stream().filter(row -> !row.startsWith("partitions")))
                .isEqualTo(before);
    }

    private RunningProjection instance(String name, PostgresDatabase in) {
        Map<String, String> surroundings = new HashMap<>(RunningProjection.surroundings(SERVERS, prefix, in));
        surroundings.put("PROJECTION_INSTANCE_ID", name);
        // News come from the instance that applies the events, or not at all.
        surroundings.put("fairline.wait.probe-every", "10m");
        surroundings.put("fairline.wait.longest-stream", "10m");
        return RunningProjection.start(surroundings);
    }

    private static void awaitApplied(Database tables, Crowd crowd) {
        long events = crowd.deals().stream().mapToLong(DealStory::sequence).sum();
        await().atMost(SOON).until(() -> sumOfSequences(tables) == events);
    }

    private static long sumOfSequences(Database tables) {
        return Long.parseLong(tables.column("SELECT coalesce(sum(sequence), 0)::text FROM deals")
                .getFirst());
    }

    /** Every row is as an instance leaves it that was never disturbed. */
    private void assertSameAsReplayed(Crowd crowd) {
        PostgresDatabase empty = SERVERS.postgres().newDatabase();
        Database replayed = new Database(empty);
        try (RunningProjection _ = instance("replay", empty)) {
            awaitApplied(replayed, crowd);
        }
        assertThat(tables.rows()).isEqualTo(replayed.rows());
    }
}
