package io.fairline.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.local.PostgresDatabase;
import io.fairline.projection.DealStory.Told;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A batch that Postgres refuses, though it answers everything else. */
@ExtendWith(OutputCaptureExtension.class)
class RefusedBatchTest {

    private static final LocalServers SERVERS = LocalServers.shared();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int TRIES = 4;

    private final String prefix = SERVERS.newTopicPrefix();
    private final PostgresDatabase database = SERVERS.postgres().newDatabase();
    private final Database tables = new Database(database);

    @Test
    void instanceIsNotReadyUntilTheBatchIsAppliedAndSaysWhyOnce(CapturedOutput output) {
        try (EventLog log = new EventLog(SERVERS, prefix);
                RunningProjection projection =
                        RunningProjection.start(RunningProjection.surroundings(SERVERS, prefix, database))) {
            DealStory deal = DealStory.anyDeal(log);
            Told before = deal.opened("Lamp", 10).reserved("alice", 1);
            deal.write();
            projection.answer(before, "alice").expectBody().jsonPath("$.status").isEqualTo("RESERVED");
            projection.readiness().isOk();
            tables.execute("ALTER TABLE orders ADD CONSTRAINT not_bob CHECK (shopper <> 'bob')");
            Told refused = deal.reserved("bob", 1);
            deal.write();
            await().atMost(SOON).untilAsserted(() -> projection.readiness().isEqualTo(503));

            long enough = transactions(projection) + TRIES;
            await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> {
                projection.readiness().isEqualTo(503);
                return transactions(projection) >= enough;
            });

            tables.execute("ALTER TABLE orders DROP CONSTRAINT not_bob");
            await().atMost(SOON).untilAsserted(() -> projection.readiness().isOk());
            projection.answer(refused, "bob").expectBody().jsonPath("$.status").isEqualTo("RESERVED");
        }
        assertThat(output.getAll().lines())
                .filteredOn(line -> line.contains("A batch could not be applied"))
                .hasSize(1);
        assertThat(output).contains("Events are being applied again");
    }

    private static long transactions(RunningProjection projection) {
        return projection
                .part(MeterRegistry.class)
                .get("fairline.projection.transaction")
                .timer()
                .count();
    }
}
