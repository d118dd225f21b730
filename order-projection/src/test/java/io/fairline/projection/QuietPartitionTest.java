package io.fairline.projection;

import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.local.PostgresDatabase;
import io.fairline.projection.DealStory.Told;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A partition in which nothing has happened for so long that Kafka has deleted all of it. */
class QuietPartitionTest {

    private static final LocalServers SERVERS = LocalServers.shared();
    private static final Duration SOON = Duration.ofSeconds(60);

    private final String prefix = SERVERS.newTopicPrefix();
    private final PostgresDatabase database = SERVERS.postgres().newDatabase();
    private final Map<String, String> surroundings = RunningProjection.surroundings(SERVERS, prefix, database);

    @Test
    void partitionWhoseEventsWereAllAppliedLosesNothingWhenTheyAreDeleted() {
        try (EventLog log = new EventLog(SERVERS, prefix)) {
            DealStory deal = DealStory.anyDeal(log);
            Told before = deal.opened("Lamp", 10).reserved("alice", 1);
            int partition = before.position().partition();
            deal.write();
            try (RunningProjection projection = RunningProjection.start(surroundings)) {
                projection.showsReserved(before);
                await().atMost(SOON).until(() -> nextOffset(partition).equals(Long.toString(log.end(partition))));
            }
            log.deleteAll(partition);

            try (RunningProjection projection = RunningProjection.start(surroundings)) {
                Told after = deal.reserved("bob", 1);
                deal.write();
                projection.showsReserved(after);
                projection.readiness().isOk();
            }
        }
    }

    private String nextOffset(int partition) {
        List<String> found = new Database(database)
                .column("SELECT next_offset::text FROM partitions WHERE partition = " + partition);
        return found.getFirst();
    }
}
