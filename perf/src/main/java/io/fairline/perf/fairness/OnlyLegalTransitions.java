package io.fairline.perf.fairness;

import io.fairline.perf.fairness.Outcome.OrderCancelled;
import io.fairline.perf.fairness.Outcome.OrderConfirmed;
import io.fairline.schemas.events.CancellationReason;
import org.jspecify.annotations.Nullable;

/**
 * C5: in line → reserved or rejected; reserved → confirmed or cancelled; confirmed → cancelled by the shop.
 * A deal opens once, and everything of an order moves the units it was placed with.
 */
final class OnlyLegalTransitions implements Check {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        OrderStates orders = new OrderStates();
        evidence.eventsByDeal().forEach((dealId, events) -> {
            DealState deal = new DealState();
            for (Event event : events) {
                String fault = faultOf(event, orders, deal);
                if (fault != null) {
                    findings.report("deal %d, event %d: %s (%s)", dealId, event.sequence(), fault, event.outcome());
                }
                orders.apply(event);
                deal.apply(event);
            }
        });
    }

    private static @Nullable String faultOf(Event event, OrderStates orders, DealState deal) {
        return switch (event.outcome()) {
            case Outcome.DealOpened _ -> deal.terms() == null ? null : "opened twice";
            case Outcome.StockAdjusted _ -> openOrFault(deal);
            case Outcome.DealClosed _ -> openOrFault(deal);
            case Outcome.OrderReserved won -> orders.find(won.orderId()) == null ? null : "decided before";
            case Outcome.OrderRejected lost -> orders.find(lost.orderId()) == null ? null : "decided before";
            case OrderConfirmed sold -> faultOfConfirming(sold, orders.find(sold.orderId()));
            case OrderCancelled gone -> faultOfCancelling(gone, orders.find(gone.orderId()));
            case Outcome.CommandRefused _ -> null;
        };
    }

    private static @Nullable String openOrFault(DealState deal) {
        return deal.terms() != null && !deal.closed() ? null : "the deal is not open";
    }

    private static @Nullable String faultOfConfirming(OrderConfirmed sold, OrderStates.@Nullable State order) {
        if (order == null || order.status() != OrderStatus.RESERVED) {
            return "confirmed from " + (order == null ? "nothing" : order.status());
        }
        return order.quantity() == sold.quantity() ? null : "confirmed another quantity";
    }

    private static @Nullable String faultOfCancelling(OrderCancelled gone, OrderStates.@Nullable State order) {
        if (order == null) {
            return "cancelled from nothing";
        }
        if (order.quantity() != gone.quantity()) {
            return "gave back another quantity";
        }
        OrderStatus from = gone.wasSold() ? OrderStatus.CONFIRMED : OrderStatus.RESERVED;
        if (order.status() != from) {
            return "cancelled from " + order.status() + " as if from " + from;
        }
        boolean onlyTheShopMay = gone.wasSold() && gone.reason() != CancellationReason.BY_SHOP;
        return onlyTheShopMay ? "a sold order is cancelled by the shop only" : null;
    }
}
