package io.fairline.projection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.projection.domain.Deal;
import io.fairline.projection.domain.Order;
import io.fairline.projection.domain.OrderStatus;
import io.fairline.schemas.DealPartitions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** An order that the cache lacks, while somebody else begins to write the cache. */
class StatusReaderTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int DEAL = 7;
    private static final DealPartitions PARTITIONS = new DealPartitions(StoreOfATest.PARTITIONS);
    private static final int PARTITION = PARTITIONS.partitionOf(DEAL);
    private static final Order ORDER = new Order(
            UUID.fromString("00000007-0000-8000-8000-000000000001"),
            DEAL,
            "alice",
            1,
            OrderStatus.RESERVED,
            null,
            1L,
            null,
            Instant.EPOCH,
            Instant.EPOCH,
            2,
            0,
            null);

    private final StoreOfATest store = new StoreOfATest(LocalServers.shared());
    private final AtomicReference<@Nullable AppliedBatch> committed = new AtomicReference<>();

    @AfterEach
    void end() {
        store.close();
    }

    @Test
    void whatTheNextEpochMayNotHaveIsShownOnceItHas() {
        store.publisher().own(List.of(new PartitionState(PARTITION, 0, -1)));
        Mono<CacheAnswer<Order>> look =
                store.reader().look(store.keys().order(ORDER.orderId()), PARTITION, Order.class);
        await().atMost(SOON).until(() -> look.block() instanceof CacheAnswer.Missing<?>);
        CompletableFuture<@Nullable AsOf<Order>> reading =
                readerBeforeANewEpoch().order(ORDER.orderId(), DEAL).toFuture();
        AppliedBatch batch = await().atMost(SOON).until(committed::get, found -> found != null);

        long looksBefore = store.looksAtTheCache();
        await().atMost(SOON).until(() -> store.looksAtTheCache() > looksBefore + 2);
        assertThat(reading).isNotDone();

        store.publisher().publish(batch);
        assertThat(reading.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join()).isEqualTo(new AsOf<>(ORDER, 1));
    }

    /** It finds the order in Postgres, where it is committed only once another epoch has begun. */
    private StatusReader readerBeforeANewEpoch() {
        SharedReads<UUID, Order> orders = new SharedReads<>(
                _ -> Mono.fromSupplier(this::commitInANewEpoch).subscribeOn(Schedulers.boundedElastic()), SOON);
        SharedReads<Integer, Deal> deals = new SharedReads<>(_ -> Mono.empty(), SOON);
        return new StatusReader(
                orders, deals, store.reader(), store.catchUp(), store.publisher(), store.keys(), PARTITIONS);
    }

    private Map<UUID, AsOf<Order>> commitInANewEpoch() {
        String before = store.epoch(PARTITION).orElseThrow();
        store.publisher().own(List.of(new PartitionState(PARTITION, 0, -1)));
        await().atMost(SOON).until(() -> !store.epoch(PARTITION).orElseThrow().equals(before));
        committed.set(store.commit(ORDER, PARTITION, 0));
        return Map.of(ORDER.orderId(), new AsOf<>(ORDER, 1));
    }
}
