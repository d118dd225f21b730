package io.fairline.projection.store;

import io.fairline.projection.domain.Order;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Reads single orders from Postgres, many at once: who comes while as many queries are under way as there may be waits for
 * the next, which takes all. So more readers make larger queries, not more of them, and a busy database is asked for less
 * by each. Without that, readers that nobody answers in time come again and are what keeps it busy.
 */
final class OrderLoader {

    // One statement, one snapshot: an order that is missing beside a position that covers it does not exist.
    private static final String ORDERS = """
            SELECT asked.id AS asked_id, p.applied_command, o.*
              FROM unnest($1::uuid[], $2::integer[]) AS asked (id, line)
              JOIN partitions AS p ON p.partition = asked.line
              LEFT JOIN orders AS o ON o.order_id = asked.id
            """;

    private static final int QUERIES_AT_ONCE = 2;
    private static final int ORDERS_PER_QUERY = 500;
    private static final int MOST_WAITING = 10_000;

    private final DatabaseClient database;
    private final Duration patience;
    // Guards all that is below it.
    private final Queue<Request> waiting = new ArrayDeque<>();
    private int underWay;

    /** @param patience after that nobody waits any more, whether their query has begun or not */
    OrderLoader(DatabaseClient database, Duration patience) {
        this.database = database;
        this.patience = patience;
    }

    /**
     * The order, if there is one. An error where too many wait already, or it takes too long.
     *
     * @param partition of the order's deal
     */
    Mono<AsOf<Order>> load(UUID orderId, int partition) {
        return Mono.<AsOf<Order>>create(sink -> read(new Request(orderId, partition, sink)))
                .timeout(patience, Mono.error(() -> tooBusy("Postgres has not answered for " + patience)));
    }

    private void read(Request request) {
        synchronized (waiting) {
            if (waiting.size() == MOST_WAITING) {
                request.sink.error(tooBusy("Too many orders wait to be read"));
                return;
            }
            waiting.add(request);
        }
        queryNext();
    }

    private static DataAccessResourceFailureException tooBusy(String why) {
        return new DataAccessResourceFailureException(why);
    }

    private void queryNext() {
        List<Request> batch = new ArrayList<>();
        synchronized (waiting) {
            if (waiting.isEmpty() || underWay == QUERIES_AT_ONCE) {
                return;
            }
            while (!waiting.isEmpty() && batch.size() < ORDERS_PER_QUERY) {
                batch.add(waiting.remove());
            }
            underWay++;
        }
        var _ = query(batch)
                .doFinally(_ -> {
                    synchronized (waiting) {
                        underWay--;
                    }
                    queryNext();
                })
                .subscribe(
                        found -> batch.forEach(request -> request.sink.success(found.get(request.orderId))),
                        failure -> batch.forEach(request -> request.sink.error(failure)));
    }

    private Mono<Map<UUID, AsOf<Order>>> query(List<Request> batch) {
        return Columns.of(database.sql(ORDERS), batch)
                .uuids(Request::orderId)
                .integers(Request::partition)
                .bound()
                .map(row -> Map.entry(Rows.uuid(row, "asked_id"), asOf(row)))
                .all()
                .collect(() -> HashMap.newHashMap(batch.size()), (all, one) -> all.put(one.getKey(), one.getValue()));
    }

    private static AsOf<Order> asOf(Readable row) {
        // The outer join yields nulls where there is no such order.
        @Nullable Order order = row.get("order_id") == null ? null : Rows.order(row);
        return new AsOf<>(order, Rows.number(row, "applied_command"));
    }

    private record Request(UUID orderId, int partition, MonoSink<AsOf<Order>> sink) {}
}
