package io.fairline.projection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.projection.domain.Advance;
import io.fairline.projection.domain.EntityId;
import io.fairline.projection.domain.Order;
import io.fairline.projection.domain.OrderStatus;
import io.fairline.schemas.DealPartitions;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may be trusted of the cache, and who is told, where a batch does not go the usual way. */
class CommitPublisherTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int DEAL = 7;
    private static final int PARTITION = new DealPartitions(StoreOfATest.PARTITIONS).partitionOf(DEAL);
    private static final UUID ORDER = UUID.fromString("00000007-0000-8000-8000-000000000001");
    private static final EntityId ID = new EntityId.OfOrder(ORDER);

    private final RedisClient client =
            RedisClient.create(LocalServers.shared().redis().url());
    private final StatefulRedisConnection<String, String> redis = client.connect();
    private final StoreOfATest store = new StoreOfATest(LocalServers.shared());
    private final CommitPublisher publisher = store.publisher();

    @BeforeEach
    void own() {
        publisher.own(List.of(new PartitionState(PARTITION, 0, -1)));
        await().atMost(SOON).until(() -> lease() != null);
    }

    @AfterEach
    void end() {
        client("UNPAUSE");
        store.close();
        client.close();
    }

    @Test
    void leaseRunsOutWhileACommitIsUnderWayForTooLong() {
        long before = epoch();
        List<Advance> advances = List.of(new Advance(PARTITION, 0, 5, 5));
        publisher.committing(advances);
        await().atMost(SOON).until(() -> lease() == null);

        store.advance(PARTITION, 0, 5);
        publisher.publish(new AppliedBatch(System.nanoTime(), advances, List.of(), List.of(), Set.of()));

        await().atMost(SOON).until(() -> lease() != null);
        assertThat(epoch()).isGreaterThan(before);
    }

    @Test
    void noEpochBeginsWhileACommitMayYetComeThrough() {
        long before = epoch();
        publisher.committing(List.of(new Advance(PARTITION, 0, 5, 5)));
        publisher.doubt();
        // Postgres does not show it, so it is tried again.
        publisher.own(List.of(new PartitionState(PARTITION, 0, -1)));
        publisher.committing(List.of(new Advance(PARTITION, 0, 5, 5)));
        await().atMost(SOON).until(() -> {
            String lease = lease();
            assertThat(lease == null || CacheEntries.epochOf(lease) == before).isTrue();
            return lease == null;
        });

        store.advance(PARTITION, 0, 5);
        publisher.own(List.of(new PartitionState(PARTITION, 5, 5)));
        await().atMost(SOON).until(() -> lease() != null);
        assertThat(epoch()).isGreaterThan(before);
    }

    @Test
    void leaseRunsOutWhileNobodyCanTellWhoseThePartitionIs() {
        publisher.unsure(true);
        await().atMost(SOON).until(() -> lease() == null);

        publisher.unsure(false);
        await().atMost(SOON).until(() -> lease() != null);
    }

    @Test
    void whoWasToldOfASkippedBatchIsToldAgainWhenTheCacheIsTrustedNoMore() {
        apply(0, 5, order(OrderStatus.RESERVED, 2));
        await().atMost(SOON).until(this::reservedIsTrusted);
        List<Boolean> stale = new CopyOnWriteArrayList<>();
        List<Order> told = new CopyOnWriteArrayList<>();
        store.announcements().listen(news -> news.order(ORDER).map(AsOf::value).ifPresent(told::add));
        store.announcements().listen(news -> {
            if (news.touched().contains(ID)) {
                stale.add(reservedIsTrusted());
            }
        });
        client("PAUSE", "60000", "WRITE");
        store.advance(PARTITION, 5, 6);
        publisher.publish(new AppliedBatch(
                System.nanoTime(), List.of(new Advance(PARTITION, 5, 6, 6)), List.of(), List.of(), Set.of()));
        apply(6, 9, order(OrderStatus.CONFIRMED, 3));
        // At once, before the leases' thread has begun another epoch.
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(SOON)
                .until(() -> !stale.isEmpty());
        client("UNPAUSE");

        await().atMost(SOON).until(() -> !stale.getLast());
        assertThat(told).extracting(Order::status).doesNotContain(OrderStatus.CONFIRMED);
    }

    @Test
    void newsTellWhatBecameOfAnOrderOnceTheCacheHasIt() {
        List<AsOf<Order>> told = new CopyOnWriteArrayList<>();
        List<Boolean> cached = new CopyOnWriteArrayList<>();
        store.announcements()
                .listen(news -> news.order(ORDER).ifPresent(outcome -> {
                    told.add(outcome);
                    cached.add(reservedIsTrusted());
                }));
        Order order = order(OrderStatus.RESERVED, 2);
        apply(0, 5, order);

        await().atMost(SOON).until(() -> cached.size() == told.size() && !told.isEmpty());
        apply(5, 6, order(OrderStatus.CONFIRMED, 3));
        await().atMost(SOON).until(() -> told.size() > 1);
        assertThat(told).startsWith(new AsOf<>(order, 5), new AsOf<>(order(OrderStatus.CONFIRMED, 3), 6));
        assertThat(cached).startsWith(true);
    }

    @Test
    void newsAreOnlyAHintWhereTheCacheMissedTheBatch() {
        List<Boolean> told = toldOutright();
        store.redis().leaveAlone();
        apply(0, 5, order(OrderStatus.RESERVED, 2));

        await().atMost(SOON).until(() -> !told.isEmpty());
        assertThat(told).containsOnly(false);
    }

    @Test
    void newsAreOnlyAHintWhileTheCacheHasNotTakenTheBatchYet() {
        List<Boolean> told = toldOutright();
        client("PAUSE", "60000", "WRITE");
        apply(0, 5, order(OrderStatus.RESERVED, 2));

        await().atMost(SOON).until(() -> !told.isEmpty());
        assertThat(told).containsOnly(false);
    }

    @Test
    void newsOfAPartitionThatWasGivenAwayAreOnlyAHint() {
        List<Boolean> told = toldOutright();
        publisher.release(List.of(PARTITION));
        apply(0, 5, order(OrderStatus.RESERVED, 2));

        await().atMost(SOON).until(() -> !told.isEmpty());
        assertThat(told).containsOnly(false);
    }

    @Test
    void batchThatWasRefusedLeavesNoDoubt() {
        long before = epoch();
        List<Advance> advances = List.of(new Advance(PARTITION, 0, 5, 5));
        publisher.committing(advances);
        publisher.refused(advances);
        // Of another partition's commit.
        publisher.doubt();

        apply(0, 5, order(OrderStatus.RESERVED, 2));
        await().atMost(SOON).until(this::reservedIsTrusted);
        assertThat(epoch()).isEqualTo(before);
    }

    /** Whether news of the order, whenever they come, tell what became of it. */
    private List<Boolean> toldOutright() {
        List<Boolean> told = new CopyOnWriteArrayList<>();
        store.announcements().listen(news -> {
            if (news.touched().contains(ID)) {
                told.add(news.order(ORDER).isPresent());
            }
        });
        return told;
    }

    @Test
    void anOrderIsExpectedWhereItsPartitionIsOwnAndHasNotComeToIt() {
        assertThat(publisher.isExpected(PARTITION, 5)).isTrue();
        apply(0, 5, order(OrderStatus.RESERVED, 2));
        assertThat(publisher.isExpected(PARTITION, 5)).isFalse();
        assertThat(publisher.isExpected(PARTITION, 6)).isTrue();
        assertThat(publisher.isExpected(PARTITION + 1, 6)).isFalse();
        publisher.release(List.of(PARTITION));
        assertThat(publisher.isExpected(PARTITION, 6)).isFalse();
    }

    @Test
    void othersAreToldOfABatchOnceRedisIsNoLongerLeftAlone() {
        List<String> heard = heardByOthers();
        store.redis().leaveAlone();
        apply(0, 5, order(OrderStatus.RESERVED, 2));

        await().atMost(SOON).until(() -> heard.stream().anyMatch(message -> message.contains(ORDER.toString())));
    }

    @Test
    void othersAreToldOfABatchWhoseConnectionBroke() {
        List<String> heard = heardByOthers();
        client("PAUSE", "60000", "WRITE");
        apply(0, 5, order(OrderStatus.RESERVED, 2));
        redis.sync().clientKill(KillArgs.Builder.typeNormal().skipme());
        client("UNPAUSE");

        await().atMost(SOON).until(() -> heard.stream().anyMatch(message -> message.contains(ORDER.toString())));
    }

    private List<String> heardByOthers() {
        List<String> heard = new CopyOnWriteArrayList<>();
        StatefulRedisPubSubConnection<String, String> other = client.connectPubSub();
        other.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                heard.add(message);
            }
        });
        other.sync().subscribe(store.keys().announcements());
        return heard;
    }

    private void apply(long from, long to, Order order) {
        store.advance(PARTITION, from, to);
        publisher.publish(new AppliedBatch(
                System.nanoTime(),
                List.of(new Advance(PARTITION, from, to, to)),
                List.of(order),
                List.of(),
                Set.of(ID)));
    }

    private static Order order(OrderStatus status, long version) {
        return new Order(
                ORDER, DEAL, "alice", 1, status, null, 1L, null, Instant.EPOCH, Instant.EPOCH, version, 0, null);
    }

    private boolean reservedIsTrusted() {
        String entry = redis.sync().get(store.keys().order(ORDER));
        String lease = lease();
        return entry != null
                && lease != null
                && CacheEntries.epochOf(entry) == CacheEntries.epochOf(lease)
                && new CacheEntries().read(entry, Order.class).status() == OrderStatus.RESERVED;
    }

    private @Nullable String lease() {
        return redis.sync().get(store.keys().lease(PARTITION));
    }

    private long epoch() {
        return CacheEntries.epochOf(String.valueOf(lease()));
    }

    private void client(String... words) {
        CommandArgs<String, String> arguments = new CommandArgs<>(StringCodec.UTF8);
        for (String word : words) {
            arguments.add(word);
        }
        redis.sync().dispatch(CommandType.CLIENT, new StatusOutput<>(StringCodec.UTF8), arguments);
    }
}
