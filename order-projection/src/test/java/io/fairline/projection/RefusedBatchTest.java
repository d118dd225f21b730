package io.fairline.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.local.PostgresDatabase;
import io.fairline.projection.DealStory.Told;
import io.fairline.schemas.events.OrderEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Rows that Postgres refuses, though it answers everything else. */
@ExtendWith(OutputCaptureExtension.class)
class RefusedBatchTest {

    private static final LocalServers SERVERS = LocalServers.shared();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int TRIES = 2;

    private final String prefix = SERVERS.newTopicPrefix();
    private final PostgresDatabase database = SERVERS.postgres().newDatabase();
    private final Database tables = new Database(database);

    @Test
    void onlyTheRefusedPartitionStandsStillAndTheInstanceIsNotReadyUntilItGoesOn(CapturedOutput output) {
        try (EventLog log = new EventLog(SERVERS, prefix);
                RunningProjection projection =
                        RunningProjection.start(RunningProjection.surroundings(SERVERS, prefix, database))) {
            DealStory deal = DealStory.anyDeal(log).opened("Lamp", 10);
            DealStory other = elsewhere(deal, log);
            Told before = deal.reserved("alice", 1);
            log.append(both(deal, other));
            projection.answer(before, "alice").expectBody().jsonPath("$.status").isEqualTo("RESERVED");
            projection.readiness().isOk();

            tables.execute("ALTER TABLE orders ADD CONSTRAINT not_bob CHECK (shopper <> 'bob')");
            Told refused = deal.reserved("bob", 1);
            Told beside = other.reserved("carol", 1);
            log.append(both(deal, other));
            projection.answer(beside, "carol").expectBody().jsonPath("$.status").isEqualTo("RESERVED");
            await().atMost(SOON).untilAsserted(() -> projection.readiness().isEqualTo(503));

            long enough = transactions(projection) + TRIES;
            await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> {
                projection.readiness().isEqualTo(503);
                return transactions(projection) >= enough;
            });
            Told meanwhile = other.reserved("dave", 1);
            other.write();
            projection
                    .answer(meanwhile, "dave")
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo("RESERVED");
            projection.readiness().isEqualTo(503);

            tables.execute("ALTER TABLE orders DROP CONSTRAINT not_bob");
            await().atMost(SOON).untilAsserted(() -> projection.readiness().isOk());
            projection.answer(refused, "bob").expectBody().jsonPath("$.status").isEqualTo("RESERVED");
        }
        assertThat(output.getAll().lines())
                .filteredOn(line -> line.contains("stands still at") && line.contains("not_bob"))
                .hasSize(1);
        assertThat(output).contains("no longer stands still");
    }

    /** A deal in another partition. */
    private static DealStory elsewhere(DealStory deal, EventLog log) {
        return Stream.generate(() -> DealStory.anyDeal(log).opened("Chair", 10))
                .filter(other ->
                        other.lastCause().partition() != deal.lastCause().partition())
                .findFirst()
                .orElseThrow();
    }

    /** In one transaction, so that one poll has them. */
    private static List<OrderEvent> both(DealStory deal, DealStory other) {
        return Stream.concat(deal.take().stream(), other.take().stream()).toList();
    }

    private static long transactions(RunningProjection projection) {
        return projection
                .part(MeterRegistry.class)
                .get("fairline.projection.transaction")
                .timer()
                .count();
    }
}
