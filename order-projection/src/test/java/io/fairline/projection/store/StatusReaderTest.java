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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** An order that the cache lacks, while somebody else begins to write the cache. */
class StatusReaderTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    // Long: who waits for the cache waits for as long as leases live, and is looked at before.
    private static final Duration LEASE = Duration.ofSeconds(6);
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

    private final StoreOfATest store = new StoreOfATest(LocalServers.shared(), LEASE);
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

        isShownOnceTheCacheHasIt(this::commitInANewEpoch);
    }

    @Test
    void whatIsReadWhileNobodyHasALeaseIsShownOnceTheNextEpochHasIt() {
        isShownOnceTheCacheHasIt(this::commitInTheFirstEpoch);
    }

    /** @param commit what happens between the look into the cache and the one into Postgres */
    private void isShownOnceTheCacheHasIt(Supplier<AppliedBatch> commit) {
        CompletableFuture<@Nullable AsOf<Order>> reading =
                readerThatFinds(commit).order(ORDER.orderId(), DEAL).toFuture();
        AppliedBatch batch = await().atMost(SOON).until(committed::get, found -> found != null);

        long looksBefore = store.looksAtTheCache();
        await().atMost(SOON).until(() -> store.looksAtTheCache() > looksBefore + 2);
        assertThat(reading).isNotDone();

        store.publisher().publish(batch);
        assertThat(reading.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join()).isEqualTo(new AsOf<>(ORDER, 1));
    }

    /** It finds the order in Postgres, where it is committed only now. */
    private StatusReader readerThatFinds(Supplier<AppliedBatch> commit) {
        SharedReads<StatusKey<UUID>, AsOf<Order>> orders = new SharedReads<>(
                _ -> Mono.fromSupplier(() -> found(commit)).subscribeOn(Schedulers.boundedElastic()), SOON);
        SharedReads<StatusKey<Integer>, AsOf<Deal>> deals = new SharedReads<>(_ -> Mono.empty(), SOON);
        return new StatusReader(
                orders, deals, store.reader(), store.catchUp(), store.publisher(), store.keys(), PARTITIONS);
    }

    private Map<StatusKey<UUID>, AsOf<Order>> found(Supplier<AppliedBatch> commit) {
        committed.set(commit.get());
        return Map.of(new StatusKey<>(ORDER.orderId(), PARTITION), new AsOf<>(ORDER, 1));
    }

    private AppliedBatch commitInTheFirstEpoch() {
        store.publisher().own(List.of(new PartitionState(PARTITION, 0, -1)));
        await().atMost(SOON).until(() -> store.hasLease(PARTITION));
        return store.commit(ORDER, PARTITION, 0);
    }

    private AppliedBatch commitInANewEpoch() {
        String before = store.epoch(PARTITION).orElseThrow();
        store.publisher().own(List.of(new PartitionState(PARTITION, 0, -1)));
        await().atMost(SOON).until(() -> !store.epoch(PARTITION).orElseThrow().equals(before));
        return store.commit(ORDER, PARTITION, 0);
    }
}
