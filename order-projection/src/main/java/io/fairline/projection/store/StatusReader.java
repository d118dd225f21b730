package io.fairline.projection.store;

import io.fairline.projection.domain.Deal;
import io.fairline.projection.domain.Order;
import io.fairline.schemas.DealPartitions;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Reads single orders and deals: from the cache where it can be trusted, from Postgres otherwise. */
public final class StatusReader {

    private static final long NOTHING_EXPECTED = -1;

    private final SharedReads<StatusKey<UUID>, AsOf<Order>> orders;
    private final SharedReads<StatusKey<Integer>, AsOf<Deal>> deals;
    private final CacheReader cache;
    private final CacheCatchUp catchUp;
    private final CommitPublisher publisher;
    private final CacheKeys keys;
    private final DealPartitions partitions;

    StatusReader(
            SharedReads<StatusKey<UUID>, AsOf<Order>> orders,
            SharedReads<StatusKey<Integer>, AsOf<Deal>> deals,
            CacheReader cache,
            CacheCatchUp catchUp,
            CommitPublisher publisher,
            CacheKeys keys,
            DealPartitions partitions) {
        this.orders = orders;
        this.deals = deals;
        this.cache = cache;
        this.catchUp = catchUp;
        this.publisher = publisher;
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
     * The order, for a reader who can wait a moment. Empty while that command of the line is not applied here or, where
     * another instance applies the line, while the cache lacks the order and is not that far: most likely the command is the
     * order itself.
     *
     * @param expected offset in the line of the order's deal
     */
    public Mono<AsOf<Order>> orderUnlessExpected(UUID orderId, int dealId, long expected) {
        return Mono.defer(() -> publisher.isExpected(partitions.partitionOf(dealId), expected)
                ? Mono.empty()
                : read(query(orderId, dealId), expected));
    }

    private Query<Order> query(UUID orderId, int dealId) {
        int partition = partitions.partitionOf(dealId);
        Mono<AsOf<Order>> fromPostgres = orders.read(new StatusKey<>(orderId, partition));
        return new Query<>(Order.class, keys.order(orderId), partition, fromPostgres, Order::version);
    }

    /** The deal, if there is one. */
    public Mono<AsOf<Deal>> deal(int dealId) {
        int partition = partitions.partitionOf(dealId);
        Mono<AsOf<Deal>> fromPostgres = deals.read(new StatusKey<>(dealId, partition));
        return read(
                new Query<>(Deal.class, keys.deal(dealId), partition, fromPostgres, Deal::sequence), NOTHING_EXPECTED);
    }

    private <T> Mono<AsOf<T>> read(Query<T> query, long expected) {
        return cache.look(query.key, query.partition, query.type).flatMap(answer -> switch (answer) {
            case CacheAnswer.Found<T>(T value, long applied) -> Mono.just(new AsOf<>(value, applied));
            // Empty only delays: it is looked again soon, since the position may be that of a confirm of an old order.
            case CacheAnswer.Missing<T>(long epoch, long applied) ->
                applied < expected
                        ? Mono.empty()
                        : query.fromPostgres.delayUntil(found -> refill(query, epoch, found.value()));
            // By now it may be trusted again, and have less than Postgres.
            case CacheAnswer.Blind<T> _ ->
                query.fromPostgres.delayUntil(
                        found -> found.value() == null ? Mono.empty() : catchUp.awaitPostgres(Set.of(query.partition)));
        });
    }

    /** Before it is shown: another reader may be about to refill with what it read before. */
    private <T> Mono<Void> refill(Query<T> query, long epoch, @Nullable T value) {
        return value == null
                ? Mono.empty()
                : cache.refill(query.key, query.partition, epoch, query.version.applyAsLong(value), value)
                        .flatMap(taken -> taken ? Mono.empty() : catchUp.awaitPostgres(Set.of(query.partition)));
    }

    private record Query<T>(
            Class<T> type, String key, int partition, Mono<AsOf<T>> fromPostgres, ToLongFunction<T> version) {}
}
