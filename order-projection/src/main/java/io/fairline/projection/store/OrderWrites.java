package io.fairline.projection.store;

import io.fairline.projection.domain.Order;
import io.fairline.projection.domain.OrderChange;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes changes of orders, one statement for each kind of change. Runs inside the caller's transaction. */
final class OrderWrites {

    static final String COLUMNS =
            "order_id, deal_id, shopper, quantity, status, reason, place_in_line, hold_until, placed_at, updated_at,"
                    + " version, cause_offset, refused_command, refused_reason, refused_by, refused_at";

    private static final String UPSERT = """
            INSERT INTO orders (%s)
            SELECT order_id, deal_id, shopper, quantity, status, reason, place_in_line, at_millis(hold_until),
                   at_millis(placed_at), at_millis(updated_at), version, cause_offset,
                   refused_command, refused_reason, refused_by, at_millis(refused_at)
              FROM unnest($1::uuid[], $2::integer[], $3::text[], $4::integer[], $5::text[], $6::text[], $7::bigint[],
                          $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[],
                          $13::text[], $14::text[], $15::text[], $16::bigint[]) AS u (%s)
            ON CONFLICT (order_id) DO UPDATE SET
                   status = EXCLUDED.status, reason = EXCLUDED.reason, updated_at = EXCLUDED.updated_at,
                   version = EXCLUDED.version, cause_offset = EXCLUDED.cause_offset,
                   refused_command = EXCLUDED.refused_command, refused_reason = EXCLUDED.refused_reason,
                   refused_by = EXCLUDED.refused_by, refused_at = EXCLUDED.refused_at
             WHERE orders.version < EXCLUDED.version
            """.formatted(COLUMNS, COLUMNS);

    private static final String UPSERT_RETURNING = UPSERT + " RETURNING *";

    private static final String REFUSE = """
            UPDATE orders AS o SET
                   version = u.version, cause_offset = u.cause_offset,
                   refused_command = u.command, refused_reason = u.reason,
                   refused_by = u.requested_by, refused_at = at_millis(u.at)
              FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::bigint[])
                   AS u (order_id, version, cause_offset, command, reason, requested_by, at)
             WHERE o.order_id = u.order_id AND o.version < u.version
            RETURNING o.*
            """;

    private final DatabaseClient database;

    OrderWrites(DatabaseClient database) {
        this.database = database;
    }

    /** Writes the changes; emits the changed orders as they stand now. */
    Flux<Order> write(List<OrderChange> changes) {
        List<Order> placed = changes.stream()
                .filter(OrderChange.Placed.class::isInstance)
                .map(change -> ((OrderChange.Placed) change).order())
                .toList();
        List<Order> moved = changes.stream()
                .filter(OrderChange.Moved.class::isInstance)
                .map(change -> ((OrderChange.Moved) change).order())
                .toList();
        List<OrderChange.Refused> refused = changes.stream()
                .filter(OrderChange.Refused.class::isInstance)
                .map(OrderChange.Refused.class::cast)
                .toList();
        // Placed orders are known whole without reading them back, and they are by far the most.
        return place(placed)
                .thenMany(Flux.fromIterable(placed))
                .concatWith(move(moved))
                .concatWith(refuse(refused));
    }

    private Mono<Void> place(List<Order> orders) {
        return orders.isEmpty() ? Mono.empty() : bind(UPSERT, orders).then();
    }

    private Flux<Order> move(List<Order> orders) {
        return orders.isEmpty()
                ? Flux.empty()
                : bind(UPSERT_RETURNING, orders).map(Rows::order).all();
    }

    private Flux<Order> refuse(List<OrderChange.Refused> refusals) {
        if (refusals.isEmpty()) {
            return Flux.empty();
        }
        return Columns.of(database.sql(REFUSE), refusals)
                .uuids(OrderChange.Refused::orderId)
                .numbers(OrderChange.Refused::version)
                .numbers(OrderChange.Refused::causeOffset)
                .refusals(OrderChange.Refused::refusal)
                .bound()
                .map(Rows::order)
                .all();
    }

    private DatabaseClient.GenericExecuteSpec bind(String sql, List<Order> orders) {
        return Columns.of(database.sql(sql), orders)
                .uuids(Order::orderId)
                .integers(Order::dealId)
                .texts(Order::shopper)
                .integers(Order::quantity)
                .texts(order -> order.status().name())
                .texts(Order::reason)
                .maybeNumbers(Order::placeInLine)
                .instants(Order::holdUntil)
                .instants(Order::placedAt)
                .instants(Order::updatedAt)
                .numbers(Order::version)
                .numbers(Order::causeOffset)
                .refusals(Order::refusal)
                .bound();
    }
}
