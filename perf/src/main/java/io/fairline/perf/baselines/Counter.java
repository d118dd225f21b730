package io.fairline.perf.baselines;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Where orders are handed in, whatever the approach: what needs no decision is answered here. */
public final class Counter {

    private static final int MOST_DEALS = 10_000;
    private static final int MOST_IN_FLIGHT = 4_096; // as order-intake has it

    private final Baseline baseline;
    private final Database database;
    private final Instance self;
    private final Cache<Integer, Deal> deals =
            Caffeine.newBuilder().maximumSize(MOST_DEALS).build();
    private final AtomicInteger inFlight = new AtomicInteger();

    public Counter(Baseline baseline, Database database, Instance self) {
        this.baseline = baseline;
        this.database = database;
        this.self = self;
    }

    /** False when there is such a deal already. */
    public CompletionStage<Boolean> open(Deal deal) {
        return database.later(() -> openNow(deal));
    }

    public CompletionStage<Outcome> place(UUID id, int dealId, String shopper, int quantity) {
        if (inFlight.incrementAndGet() > MOST_IN_FLIGHT) {
            inFlight.decrementAndGet();
            return CompletableFuture.completedFuture(Outcome.OVERLOADED);
        }
        Order order = new Order(id, dealId, shopper, quantity, self.number());
        return admit(order).whenComplete((_, _) -> inFlight.decrementAndGet());
    }

    /** Empty while it is undecided: an approach that decides later keeps no account of what is in line. */
    public CompletionStage<Optional<OrderTable.Row>> find(UUID id) {
        return database.inTransactionLater(connection -> OrderTable.find(connection, id));
    }

    private CompletionStage<Outcome> admit(Order order) {
        Deal known = deals.getIfPresent(order.dealId());
        if (known != null) {
            return decide(order, known);
        }
        return database.inTransactionLater(connection -> OrderTable.findDeal(connection, order.dealId()))
                .thenCompose(found -> found.map(deal -> {
                            deals.put(deal.dealId(), deal);
                            return decide(order, deal);
                        })
                        .orElse(CompletableFuture.completedFuture(Outcome.UNKNOWN_DEAL)));
    }

    private CompletionStage<Outcome> decide(Order order, Deal deal) {
        return order.quantity() > deal.maxQuantity()
                ? CompletableFuture.completedFuture(Outcome.QUANTITY_OVER_MAXIMUM)
                : baseline.place(order);
    }

    /** Stock first, then the row that makes the deal known: an order never finds the one without the other. */
    private boolean openNow(Deal deal) throws SQLException {
        if (database.inTransaction(connection -> OrderTable.findDeal(connection, deal.dealId()))
                .isPresent()) {
            return false;
        }
        baseline.open(deal);
        return database.inTransaction(connection -> OrderTable.insertDeal(connection, deal));
    }
}
