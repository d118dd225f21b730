package io.fairline.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.local.PostgresDatabase;
import io.fairline.projection.DealStory.Told;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
        PostgresDatabase again = SERVERS.postgres().newDatabase();
        // In small transactions while it runs, so that the batches are cut otherwise than in the replay.
        try (RunningProjection _ = instance("first", database)) {
            for (int i = 0; i < 40; i++) {
                log.append(crowd.events(50));
            }
            awaitApplied(tables, crowd);
        }
        Map<String, String> surroundings = RunningProjection.surroundings(SERVERS, prefix, again);
        try (RunningProjection _ = RunningProjection.start(surroundings)) {
            awaitApplied(new Database(again), crowd);
        }

        assertThat(new Database(again).rows()).isEqualTo(tables.rows());
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
        assertLedgersAreGapless(crowd);
    }

    @Test
    void waiterIsToldByAnotherInstance() {
        DealStory deal = DealStory.anyDeal(log).opened("Lamp", 10).write();
        try (RunningProjection first = instance("first", database);
                RunningProjection second = instance("second", database)) {
            // Whichever of the two applies the deal's events, the other one is asked as well.
            for (RunningProjection asked : List.of(first, second)) {
                Told order = deal.reserved("alice", 1);
                deal.write();
                asked.answer(order, "alice").expectBody().jsonPath("$.status").isEqualTo("RESERVED");
            }
        }
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
        tables.execute("UPDATE partitions SET next_offset = 0");
        try (RunningProjection _ = instance("second", database)) {
            await().atMost(SOON)
                    .until(() -> tables.column(
                                    "SELECT 1 FROM partitions WHERE next_offset = 0 AND applied_command >= 0")
                            .isEmpty());
        }

        assertThat(tables.rows().stream().filter(row -> !row.startsWith("partitions")))
                .isEqualTo(before);
    }

    private RunningProjection instance(String name, PostgresDatabase in) {
        Map<String, String> surroundings = new HashMap<>(RunningProjection.surroundings(SERVERS, prefix, in));
        surroundings.put("PROJECTION_INSTANCE_ID", name);
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

    private void assertLedgersAreGapless(Crowd crowd) {
        assertThat(tables.count("deals")).isEqualTo(crowd.deals().size());
        assertThat(tables.column("""
                        SELECT l.deal_id FROM stock_ledger AS l JOIN deals AS d USING (deal_id)
                         WHERE l.available < 0 OR (l.sequence = d.sequence AND l.available <> d.available)
                        """)).isEmpty();
    }
}
