package io.fairline.projection.store;

import io.fairline.projection.domain.Deal;
import io.fairline.projection.domain.LedgerEntry;
import io.fairline.projection.domain.Order;
import io.fairline.schemas.DealPartitions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Reads lists by keyset: a page begins after the last row of the one before, however the table has grown meanwhile. */
public final class Pages {

    private static final String ORDERS =
            "SELECT * FROM orders WHERE shopper = $1 ORDER BY placed_at DESC, order_id DESC LIMIT $2";
    private static final String ORDERS_AFTER = """
            SELECT * FROM orders WHERE shopper = $1 AND (placed_at, order_id) < ($3, $4)
             ORDER BY placed_at DESC, order_id DESC LIMIT $2
            """;
    private static final String DEALS = "SELECT * FROM deals ORDER BY opened_at DESC, deal_id DESC LIMIT $1";
    private static final String DEALS_AFTER = """
            SELECT * FROM deals WHERE (opened_at, deal_id) < ($2, $3)
             ORDER BY opened_at DESC, deal_id DESC LIMIT $1
            """;
    private static final String LEDGER =
            "SELECT * FROM stock_ledger WHERE deal_id = $1 AND sequence > $3 ORDER BY sequence LIMIT $2";

    private final DatabaseClient database;
    private final CacheCatchUp cache;
    private final DealPartitions partitions;

    Pages(DatabaseClient database, CacheCatchUp cache, DealPartitions partitions) {
        this.database = database;
        this.cache = cache;
        this.partitions = partitions;
    }

    /** Where a list of orders goes on. */
    public record AfterOrder(Instant placedAt, UUID orderId) {}

    /** Where a list of deals goes on. */
    public record AfterDeal(Instant openedAt, int dealId) {}

    /** A shopper's orders, newest first. */
    public Mono<List<Order>> orders(String shopper, int limit, @Nullable AfterOrder after) {
        DatabaseClient.GenericExecuteSpec query = database.sql(after == null ? ORDERS : ORDERS_AFTER)
                .bind(0, shopper)
                .bind(1, limit);
        if (after != null) {
            query = query.bind(2, after.placedAt()).bind(3, after.orderId());
        }
        return query.map(Rows::order).all().collectList().delayUntil(found -> cached(found, Order::dealId));
    }

    /** The deals, newest first. */
    public Mono<List<Deal>> deals(int limit, @Nullable AfterDeal after) {
        DatabaseClient.GenericExecuteSpec query =
                database.sql(after == null ? DEALS : DEALS_AFTER).bind(0, limit);
        if (after != null) {
            query = query.bind(1, after.openedAt()).bind(2, after.dealId());
        }
        return query.map(Rows::deal).all().collectList().delayUntil(found -> cached(found, Deal::dealId));
    }

    /** Who sees a row here may ask for its order or deal alone next, and is then answered from the cache. */
    private <T> Mono<Void> cached(List<T> found, ToIntFunction<T> dealId) {
        return cache.awaitPostgres(found.stream()
                .map(row -> partitions.partitionOf(dealId.applyAsInt(row)))
                .collect(Collectors.toSet()));
    }

    /** A deal's movements of stock, oldest first. */
    public Mono<List<LedgerEntry>> ledger(int dealId, int limit, long afterSequence) {
        return database.sql(LEDGER)
                .bind(0, dealId)
                .bind(1, limit)
                .bind(2, afterSequence)
                .map(Rows::ledgerEntry)
                .all()
                .collectList()
                .delayUntil(found -> cached(found, _ -> dealId));
    }
}
