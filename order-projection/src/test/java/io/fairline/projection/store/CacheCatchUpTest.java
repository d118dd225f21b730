package io.fairline.projection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.projection.domain.Order;
import io.fairline.projection.domain.OrderStatus;
import io.fairline.schemas.DealPartitions;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A list is read from Postgres, which may be a commit ahead of the cache that the next question is answered from. */
class CacheCatchUpTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    // Long: who waits for the cache waits for as long as leases live, and is looked at before.
    private static final Duration LEASE = Duration.ofSeconds(6);
    private static final int DEAL = 7;
    private static final int PARTITION = new DealPartitions(StoreOfATest.PARTITIONS).partitionOf(DEAL);
    private static final UUID ORDER = UUID.fromString("00000007-0000-8000-8000-000000000001");

    private final StoreOfATest store = new StoreOfATest(LocalServers.shared(), LEASE);
    private final Mono<CacheAnswer<Order>> look =
            store.reader().look(store.keys().order(ORDER), PARTITION, Order.class);

    @AfterEach
    void end() {
        store.close();
    }

    @Test
    void whoWasShownAListIsShownNothingOlderAfterIt() {
        store.publisher().own(List.of(new PartitionState(PARTITION, 0, -1)));
        await().atMost(SOON).until(() -> store.hasLease(PARTITION));
        store.publisher().publish(commit(0, order(OrderStatus.RESERVED, 2)));
        await().atMost(SOON).until(() -> cached() == OrderStatus.RESERVED);
        AppliedBatch committed = commit(1, order(OrderStatus.CONFIRMED, 3));
        long looksBefore = store.looksAtTheCache();
        CompletableFuture<@Nullable List<Order>> list =
                store.pages().orders("alice", 10, null).toFuture();

        // It is there, and is not shown while the cache does not have it.
        await().atMost(SOON).until(() -> store.looksAtTheCache() > looksBefore + 2);
        assertThat(list).isNotDone();
        assertThat(cached()).isEqualTo(OrderStatus.RESERVED);

        store.publisher().publish(committed);
        assertThat(list.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join())
                .extracting(Order::status)
                .containsExactly(OrderStatus.CONFIRMED);
        assertThat(cached()).isEqualTo(OrderStatus.CONFIRMED);
    }

    @Test
    void listIsShownOnceTheCacheThatMissedItIsTrustedNoMore() {
        try (StoreOfATest hasty = new StoreOfATest(LocalServers.shared(), Duration.ofSeconds(1))) {
            hasty.publisher().own(List.of(new PartitionState(PARTITION, 0, -1)));
            await().atMost(SOON).until(() -> hasty.hasLease(PARTITION));
            AppliedBatch _ = hasty.commit(order(OrderStatus.RESERVED, 2), PARTITION, 0);
            hasty.publisher().unsure(true);

            assertThat(hasty.pages()
                            .orders("alice", 10, null)
                            .blockOptional(SOON)
                            .orElseThrow())
                    .hasSize(1);

            assertThat(hasty.hasLease(PARTITION)).isFalse();
        }
    }

    @Test
    void listIsShownWhereTheCacheCannotBeAsked() {
        store.publisher().own(List.of(new PartitionState(PARTITION, 0, -1)));
        await().atMost(SOON).until(() -> store.hasLease(PARTITION));
        AppliedBatch _ = commit(0, order(OrderStatus.RESERVED, 2));
        store.redis().leaveAlone();

        assertThat(store.pages().orders("alice", 10, null).blockOptional(SOON).orElseThrow())
                .hasSize(1);

        try (RedisClient another =
                RedisClient.create(LocalServers.shared().redis().url())) {
            assertThat(another.connect().sync().exists(store.keys().lease(PARTITION)))
                    .as("it was not waited for")
                    .isOne();
        }
    }

    private AppliedBatch commit(long from, Order order) {
        return store.commit(order, PARTITION, from);
    }

    private OrderStatus cached() {
        return look.blockOptional(SOON).orElseThrow() instanceof CacheAnswer.Found<Order>(Order order, long _)
                ? order.status()
                : OrderStatus.CANCELLED;
    }

    private static Order order(OrderStatus status, long version) {
        return new Order(
                ORDER, DEAL, "alice", 1, status, null, 1L, null, Instant.EPOCH, Instant.EPOCH, version, 0, null);
    }
}
