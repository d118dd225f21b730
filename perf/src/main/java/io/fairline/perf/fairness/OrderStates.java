package io.fairline.perf.fairness;

import io.fairline.perf.fairness.Outcome.OrderCancelled;
import io.fairline.perf.fairness.Outcome.OrderConfirmed;
import io.fairline.perf.fairness.Outcome.OrderRejected;
import io.fairline.perf.fairness.Outcome.OrderReserved;
import io.fairline.schemas.events.CancellationReason;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fold of events into orders. It trusts the events: whether a transition was legal is for a check to say. */
final class OrderStates {

    /** An order as the events left it; the reason is that of a rejection or cancellation. */
    record State(
            UUID orderId,
            int dealId,
            String shopper,
            int quantity,
            OrderStatus status,
            @Nullable String reason,
            long placeInLine,
            long holdUntilMillis,
            long version) {

        boolean expired() {
            return CancellationReason.HOLD_EXPIRED.name().equals(reason);
        }

        State as(OrderStatus next, @Nullable String why, long sequence) {
            return new State(orderId, dealId, shopper, quantity, next, why, placeInLine, holdUntilMillis, sequence);
        }
    }

    private final Map<UUID, State> byId = new HashMap<>();

    @Nullable
    State find(UUID orderId) {
        return byId.get(orderId);
    }

    Collection<State> all() {
        return byId.values();
    }

    void apply(Event event) {
        long sequence = event.sequence();
        switch (event.outcome()) {
            case OrderReserved won ->
                byId.put(
                        won.orderId(),
                        new State(
                                won.orderId(),
                                event.dealId(),
                                won.shopper(),
                                won.quantity(),
                                OrderStatus.RESERVED,
                                null,
                                won.placeInLine(),
                                won.holdUntilMillis(),
                                sequence));
            case OrderRejected lost ->
                byId.put(
                        lost.orderId(),
                        new State(
                                lost.orderId(),
                                event.dealId(),
                                lost.shopper(),
                                lost.quantity(),
                                OrderStatus.REJECTED,
                                lost.reason().name(),
                                lost.placeInLine(),
                                0,
                                sequence));
            case OrderConfirmed sold ->
                byId.computeIfPresent(sold.orderId(), (id, order) -> order.as(OrderStatus.CONFIRMED, null, sequence));
            case OrderCancelled gone ->
                byId.computeIfPresent(
                        gone.orderId(),
                        (id, order) ->
                                order.as(OrderStatus.CANCELLED, gone.reason().name(), sequence));
            case Outcome.CommandRefused refused -> {
                UUID orderId = refused.ownOrder();
                if (orderId != null) {
                    byId.computeIfPresent(orderId, (id, order) -> order.as(order.status(), order.reason(), sequence));
                }
            }
            case Outcome.DealOpened _, Outcome.StockAdjusted _, Outcome.DealClosed _ -> {}
        }
    }
}
