package io.fairline.projection.store;

import io.fairline.projection.domain.Deal;
import io.fairline.projection.domain.Order;
import io.r2dbc.spi.Readable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Single orders and deals, many in one statement. One statement is one snapshot: what is missing beside a position that
 * covers it does not exist.
 */
final class StatusQueries {

    private static final String ORDERS = """
            SELECT asked.id AS asked_id, p.applied_command, o.*
              FROM unnest($1::uuid[], $2::integer[]) AS asked (id, line)
              JOIN partitions AS p ON p.partition = asked.line
              LEFT JOIN orders AS o ON o.order_id = asked.id
            """;
    private static final String DEALS = """
            SELECT asked.id AS asked_id, p.applied_command, d.*
              FROM unnest($1::integer[], $2::integer[]) AS asked (id, line)
              JOIN partitions AS p ON p.partition = asked.line
              LEFT JOIN deals AS d ON d.deal_id = asked.id
            """;

    private final DatabaseClient database;

    StatusQueries(DatabaseClient database) {
        this.database = database;
    }

    Mono<Map<UUID, AsOf<Order>>> orders(List<SharedReads.Key<UUID>> keys) {
        return byId(Columns.of(database.sql(ORDERS), keys)
                .uuids(SharedReads.Key::id)
                .integers(SharedReads.Key::partition)
                .bound()
                .map(row -> Map.entry(
                        Rows.uuid(row, "asked_id"), asOf(row, row.get("order_id") == null ? null : Rows.order(row))))
                .all());
    }

    Mono<Map<Integer, AsOf<Deal>>> deals(List<SharedReads.Key<Integer>> keys) {
        return byId(Columns.of(database.sql(DEALS), keys)
                .integers(SharedReads.Key::id)
                .integers(SharedReads.Key::partition)
                .bound()
                .map(row -> Map.entry(
                        Rows.integer(row, "asked_id"), asOf(row, row.get("deal_id") == null ? null : Rows.deal(row))))
                .all());
    }

    /** @param value null where the outer join yields nulls: there is none */
    private static <T> AsOf<T> asOf(Readable row, @Nullable T value) {
        return new AsOf<>(value, Rows.number(row, "applied_command"));
    }

    private static <K, T> Mono<Map<K, AsOf<T>>> byId(Flux<Map.Entry<K, AsOf<T>>> rows) {
        return rows.collect(HashMap::new, (all, one) -> all.put(one.getKey(), one.getValue()));
    }
}
