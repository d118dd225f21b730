package io.fairline.projection.store;

import io.fairline.projection.domain.EntityId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** Asks Postgres for the present versions of many orders and deals at once, where no announcement may be relied on. */
public final class ChangeProbe {

    private static final int IDS_PER_QUERY = 1000;
    private static final String ORDERS = "SELECT order_id, version FROM orders WHERE order_id = ANY($1)";
    private static final String DEALS = "SELECT deal_id, sequence FROM deals WHERE deal_id = ANY($1)";

    private final DatabaseClient database;
    private final RedisLink redis;

    ChangeProbe(DatabaseClient database, RedisLink redis) {
        this.database = database;
        this.redis = redis;
    }

    /** The version of an order or a deal now. */
    public record Version(EntityId id, long version) {}

    /** True while other instances' news arrive. */
    public boolean announcementsArrive() {
        return redis.subscribed();
    }

    /** Versions of those that exist. */
    public Flux<Version> versions(Collection<EntityId> wanted) {
        List<UUID> orders = new ArrayList<>();
        List<Integer> deals = new ArrayList<>();
        for (EntityId id : wanted) {
            switch (id) {
                case EntityId.OfOrder(UUID orderId) -> orders.add(orderId);
                case EntityId.OfDeal(int dealId) -> deals.add(dealId);
            }
        }
        Flux<Version> ofOrders = Flux.fromIterable(orders)
                .buffer(IDS_PER_QUERY)
                .concatMap(ids -> database.sql(ORDERS)
                        .bind(0, ids.toArray(UUID[]::new))
                        .map(row -> new Version(
                                new EntityId.OfOrder(Rows.uuid(row, "order_id")), Rows.number(row, "version")))
                        .all());
        Flux<Version> ofDeals = Flux.fromIterable(deals)
                .buffer(IDS_PER_QUERY)
                .concatMap(ids -> database.sql(DEALS)
                        .bind(0, ids.toArray(Integer[]::new))
                        .map(row -> new Version(
                                new EntityId.OfDeal(Rows.integer(row, "deal_id")), Rows.number(row, "sequence")))
                        .all());
        return ofOrders.concatWith(ofDeals);
    }
}
