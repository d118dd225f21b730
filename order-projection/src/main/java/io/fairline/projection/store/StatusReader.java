package io.fairline.projection.store;

import io.fairline.projection.domain.Deal;
import io.fairline.projection.domain.Order;
import io.r2dbc.spi.Readable;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Reads single orders and deals: from the cache where it can be trusted, from Postgres otherwise. */
public final class StatusReader {

    // One statement, one snapshot: an order that is missing beside a position that covers it does not exist.
    private static final String ORDER = """
            SELECT p.applied_command, o.* FROM partitions AS p
              LEFT JOIN orders AS o ON o.order_id = $1 WHERE p.partition = $2
            """;

    private static final String DEAL = """
            SELECT p.applied_command, d.* FROM partitions AS p
              LEFT JOIN deals AS d ON d.deal_id = $1 WHERE p.partition = $2
            """;

    private final DatabaseClient database;
    private final CacheReader cache;
    private final CacheKeys keys;
    private final Lines lines;

    StatusReader(DatabaseClient database, CacheReader cache, CacheKeys keys, Lines lines) {
        this.database = database;
        this.cache = cache;
        this.keys = keys;
        this.lines = lines;
    }

    /**
     * The order, if there is one.
     *
     * <p>A cache without it proves nothing, also where the asker waits for a command that lies ahead: that may be a
     * later command, about an order that was seen before.
     */
    public Mono<Reading<Order>> order(UUID orderId, int dealId) {
        Query<Order> query = new Query<>(
                Order.class,
                keys.order(orderId),
                lines.partitionOf(dealId),
                ORDER,
                orderId,
                Rows::order,
                Order::version);
        return read(query);
    }

    /** The deal, if there is one. */
    public Mono<Reading<Deal>> deal(int dealId) {
        Query<Deal> query = new Query<>(
                Deal.class, keys.deal(dealId), lines.partitionOf(dealId), DEAL, dealId, Rows::deal, Deal::sequence);
        return read(query);
    }

    private <T> Mono<Reading<T>> read(Query<T> query) {
        return cache.look(query.key, query.partition, query.type).flatMap(glimpse -> switch (glimpse) {
            case Glimpse.Found<T>(T value, long applied) -> Mono.just(new Reading<>(value, applied));
            // Whatever position was asked for: it may be a confirm's, of an order that was decided long ago.
            case Glimpse.Missing<T>(long epoch) ->
                fromPostgres(query).doOnNext(reading -> refill(query, epoch, reading.value()));
            case Glimpse.Blind<T> _ -> fromPostgres(query);
        });
    }

    private <T> Mono<Reading<T>> fromPostgres(Query<T> query) {
        return database.sql(query.sql)
                .bind(0, query.id)
                .bind(1, query.partition)
                .map(row -> new Reading<T>(query.value(row), Rows.number(row, "applied_command")))
                .one();
    }

    private <T> void refill(Query<T> query, long epoch, @Nullable T value) {
        Optional.ofNullable(value)
                .ifPresent(it -> cache.refill(query.key, query.partition, epoch, query.version.applyAsLong(it), it));
    }

    private record Query<T>(
            Class<T> type,
            String key,
            int partition,
            String sql,
            Object id,
            Function<Readable, T> mapper,
            ToLongFunction<T> version) {

        /** The outer join yields nulls where there is no such order or deal. */
        @Nullable
        T value(Readable row) {
            return row.get("deal_id") == null ? null : mapper.apply(row);
        }
    }
}
