package io.fairline.perf.fairness;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** C7: a status that a client saw is one that the events gave to the order. */
final class NoStatusInvented implements Check {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Map<UUID, EnumSet<OrderStatus>> seen = new HashMap<>();
        for (Sighting sighting : evidence.history().sightings()) {
            seen.computeIfAbsent(sighting.orderId(), id -> EnumSet.noneOf(OrderStatus.class))
                    .add(sighting.status());
        }
        OrderStates orders = new OrderStates();
        for (Event event : evidence.history().events()) {
            orders.apply(event);
            UUID orderId = changedOrder(event);
            EnumSet<OrderStatus> unexplained = orderId == null ? null : seen.get(orderId);
            OrderStates.State order = orderId == null ? null : orders.find(orderId);
            if (unexplained != null && order != null) {
                unexplained.remove(order.status());
            }
        }
        seen.forEach((orderId, unexplained) -> {
            unexplained.remove(OrderStatus.PENDING);
            unexplained.forEach(
                    status -> findings.report("order %s was seen as %s, which it never was", orderId, status));
        });
    }

    /** The order that the event gives a new version, with a new status or not; null where there is none. */
    static @Nullable UUID changedOrder(Event event) {
        return switch (event.outcome()) {
            case Outcome.OrderReserved won -> won.orderId();
            case Outcome.OrderRejected lost -> lost.orderId();
            case Outcome.OrderConfirmed sold -> sold.orderId();
            case Outcome.OrderCancelled gone -> gone.orderId();
            case Outcome.CommandRefused refused -> refused.ownOrder();
            case Outcome.DealOpened _, Outcome.StockAdjusted _, Outcome.DealClosed _ -> null;
        };
    }
}
