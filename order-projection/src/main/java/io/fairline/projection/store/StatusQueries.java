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
            SELECT asked.id AS asked_id, asked.line AS asked_line, p.applied_command, o.*
              FROM unnest($1::uuid[], $2::integer[]) AS asked (id, line)
              JOIN partitions AS p ON p.partition = asked.line
              LEFT JOIN orders AS o ON o.order_id = asked.id
            """;
    private static final String DEALS = """
            SELECT asked.id AS asked_id, asked.line AS asked_line, p.applied_command, d.*
              FROM unnest($1::integer[], $2::integer[]) AS asked (id, line)
              JOIN partitions AS p ON p.partition = asked.line
              LEFT JOIN deals AS d ON d.deal_id = asked.id
            """;

    private final DatabaseClient database;

    StatusQueries(DatabaseClient database) {
        this.database = database;
    }

    Mono<Map<StatusKey<UUID>, AsOf<Order>>> orders(List<StatusKey<UUID>> keys) {
        return byKey(Columns.of(database.sql(ORDERS), keys)
                .uuids(StatusKey::id)
                .integers(StatusKey::partition)
                .bound()
                .map(row -> Map.entry(
                        keyOf(row, Rows.uuid(row, "asked_id")),
                        asOf(row, row.get("order_id") == null ? null : Rows.order(row))))
                .all());
    }

    Mono<Map<StatusKey<Integer>, AsOf<Deal>>> deals(List<StatusKey<Integer>> keys) {
        return byKey(Columns.of(database.sql(DEALS), keys)
                .integers(StatusKey::id)
                .integers(StatusKey::partition)
                .bound()
                .map(row -> Map.entry(
                        keyOf(row, Rows.integer(row, "asked_id")),
                        asOf(row, row.get("deal_id") == null ? null : Rows.deal(row))))
                .all());
    }

    private static <I> StatusKey<I> keyOf(Readable row, I id) {
        return new StatusKey<>(id, Rows.integer(row, "asked_line"));
    }

    /** @param value null where the outer join yields nulls: there is none */
    private static <T> AsOf<T> asOf(Readable row, @Nullable T value) {
        return new AsOf<>(value, Rows.number(row, "applied_command"));
    }

    private static <K, V> Mono<Map<K, V>> byKey(Flux<Map.Entry<K, V>> rows) {
        return rows.collect(HashMap::new, (all, one) -> all.put(one.getKey(), one.getValue()));
    }
}
