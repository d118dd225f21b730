package io.fairline.projection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.projection.domain.Advance;
import io.fairline.projection.domain.Changes;
import io.fairline.projection.domain.Order;
import io.fairline.projection.domain.OrderChange;
import io.fairline.projection.domain.OrderStatus;
import io.fairline.schemas.DealPartitions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A list is read from Postgres, which may be a commit ahead of the cache that the next question is answered from. */
class CacheCatchUpTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int DEAL = 7;
    private static final int PARTITION = new DealPartitions(StoreOfATest.PARTITIONS).partitionOf(DEAL);
    private static final UUID ORDER = UUID.fromString("00000007-0000-8000-8000-000000000001");

    private final StoreOfATest store = new StoreOfATest(LocalServers.shared());
    private final Mono<CacheAnswer<Order>> look =
            store.reader().look(store.keys().order(ORDER), PARTITION, Order.class);

    @AfterEach
    void end() {
        store.close();
    }

    @Test
    void whoWasShownAListIsShownNothingOlderAfterIt() {
        store.publication().own(List.of(new PartitionState(PARTITION, 0, -1)));
        await().atMost(SOON).until(() -> store.hasLease(PARTITION));
        store.publication().publish(commit(0, order(OrderStatus.RESERVED, 2)));
        await().atMost(SOON).until(() -> cached() == OrderStatus.RESERVED);
        // Committed, and not published yet.
        AppliedBatch _ = commit(1, order(OrderStatus.CONFIRMED, 3));
        assertThat(cached()).isEqualTo(OrderStatus.RESERVED);

        assertThat(store.pages().orders("alice", 10, null).blockOptional(SOON).orElseThrow())
                .extracting(Order::status)
                .containsExactly(OrderStatus.CONFIRMED);

        assertThat(cached()).isEqualTo(OrderStatus.CONFIRMED);
    }

    @Test
    void listIsShownWhereThereIsNoCache() {
        AppliedBatch _ = commit(0, order(OrderStatus.RESERVED, 2));
        store.redis().leaveAlone();

        assertThat(store.pages().orders("alice", 10, null).blockOptional(SOON).orElseThrow())
                .hasSize(1);
    }

    private AppliedBatch commit(long from, Order order) {
        Changes changes = new Changes(List.of(new OrderChange.Placed(order)), List.of(), List.of(), Set.of());
        return store.events()
                .apply(List.of(new Advance(PARTITION, from, from + 1, from + 1)), changes)
                .blockOptional(SOON)
                .orElseThrow();
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
