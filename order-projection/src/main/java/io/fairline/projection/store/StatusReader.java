package io.fairline.projection.store;

import io.fairline.projection.domain.Deal;
import io.fairline.projection.domain.Order;
import io.fairline.schemas.DealPartitions;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Reads single orders and deals: from the cache where it can be trusted, from Postgres otherwise. */
public final class StatusReader {

    private static final long NOTHING_EXPECTED = -1;

    private final SharedReads<UUID, Order> orders;
    private final SharedReads<Integer, Deal> deals;
    private final CacheReader cache;
    private final Publication publication;
    private final CacheKeys keys;
    private final DealPartitions partitions;

    StatusReader(
            SharedReads<UUID, Order> orders,
            SharedReads<Integer, Deal> deals,
            CacheReader cache,
            Publication publication,
            CacheKeys keys,
            DealPartitions partitions) {
        this.orders = orders;
        this.deals = deals;
        this.cache = cache;
        this.publication = publication;
        this.keys = keys;
        this.partitions = partitions;
    }

    /**
     * The order, if there is one.
     *
     * <p>A cache without it proves nothing, also where the asker waits for a command that lies ahead: that may be a
     * later command, about an order that was seen before.
     */
    public Mono<AsOf<Order>> order(UUID orderId, int dealId) {
        return read(query(orderId, dealId), NOTHING_EXPECTED);
    }

    /**
     * The same, for whom it is worth to wait for a moment: empty where that command of the order's line is still to be
     * applied by this instance, or by another one and the cache has no such order. It is most likely the order itself, and
     * as good as there.
     *
     * @param expected offset in the line of the order's deal
     */
    public Mono<AsOf<Order>> orderUnlessExpected(UUID orderId, int dealId, long expected) {
        return Mono.defer(() -> publication.isExpected(partitions.partitionOf(dealId), expected)
                ? Mono.empty()
                : read(query(orderId, dealId), expected));
    }

    private Query<Order> query(UUID orderId, int dealId) {
        int partition = partitions.partitionOf(dealId);
        return new Query<>(
                Order.class, keys.order(orderId), partition, orders.read(orderId, partition), Order::version);
    }

    /** The deal, if there is one. */
    public Mono<AsOf<Deal>> deal(int dealId) {
        int partition = partitions.partitionOf(dealId);
        Query<Deal> query =
                new Query<>(Deal.class, keys.deal(dealId), partition, deals.read(dealId, partition), Deal::sequence);
        return read(query, NOTHING_EXPECTED);
    }

    private <T> Mono<AsOf<T>> read(Query<T> query, long expected) {
        return cache.look(query.key, query.partition, query.type).flatMap(answer -> switch (answer) {
            case CacheAnswer.Found<T>(T value, long applied) -> Mono.just(new AsOf<>(value, applied));
            // Empty only delays: it is looked again soon, since the position may be that of a confirm of an old order.
            case CacheAnswer.Missing<T>(long epoch, long applied) ->
                applied < expected
                        ? Mono.empty()
                        : query.fromPostgres.delayUntil(found -> refill(query, epoch, found.value()));
            case CacheAnswer.Blind<T> _ -> query.fromPostgres;
        });
    }

    /** Before it is shown: another reader may be about to refill with what it read before. */
    private <T> Mono<Void> refill(Query<T> query, long epoch, @Nullable T value) {
        return value == null
                ? Mono.empty()
                : cache.refill(
                        new CachedRow(query.key, query.partition, query.version.applyAsLong(value), value), epoch);
    }

    private record Query<T>(
            Class<T> type, String key, int partition, Mono<AsOf<T>> fromPostgres, ToLongFunction<T> version) {}
}
