package io.fairline.projection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.projection.domain.Advance;
import io.fairline.schemas.DealPartitions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may be trusted of the cache where a batch does not go the usual way. */
class PublicationTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int DEAL = 7;
    private static final int PARTITION = new DealPartitions(StoreOfATest.PARTITIONS).partitionOf(DEAL);

    private final RedisClient client =
            RedisClient.create(LocalServers.shared().redis().url());
    private final StatefulRedisConnection<String, String> redis = client.connect();
    private final StoreOfATest store = new StoreOfATest(LocalServers.shared());
    private final Publication publication = store.publication();

    @BeforeEach
    void own() {
        publication.own(List.of(new PartitionState(PARTITION, 0, -1)));
        await().atMost(SOON).until(() -> lease() != null);
    }

    @AfterEach
    void end() {
        store.close();
        client.close();
    }

    @Test
    void leaseRunsOutWhileACommitIsUnderWayForTooLong() {
        long before = epoch();
        List<Advance> advances = List.of(new Advance(PARTITION, 0, 5, 5));
        publication.committing(advances);
        await().atMost(SOON).until(() -> lease() == null);

        store.advance(PARTITION, 0, 5);
        publication.publish(new AppliedBatch(advances, List.of(), List.of(), Set.of()));

        await().atMost(SOON).until(() -> lease() != null);
        assertThat(epoch()).isGreaterThan(before);
    }

    @Test
    void noEpochBeginsWhileACommitMayYetComeThrough() {
        long before = epoch();
        publication.committing(List.of(new Advance(PARTITION, 0, 5, 5)));
        publication.doubt();
        // Postgres does not show it, so it is tried again.
        publication.own(List.of(new PartitionState(PARTITION, 0, -1)));
        publication.committing(List.of(new Advance(PARTITION, 0, 5, 5)));
        await().atMost(SOON).until(() -> {
            String lease = lease();
            assertThat(lease == null || CacheEntries.epochOf(lease) == before).isTrue();
            return lease == null;
        });

        store.advance(PARTITION, 0, 5);
        publication.own(List.of(new PartitionState(PARTITION, 5, 5)));
        await().atMost(SOON).until(() -> lease() != null);
        assertThat(epoch()).isGreaterThan(before);
    }

    private @Nullable String lease() {
        return redis.sync().get(store.keys().lease(PARTITION));
    }

    private long epoch() {
        return CacheEntries.epochOf(String.valueOf(lease()));
    }
}
