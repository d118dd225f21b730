package io.fairline.perf.fairness;

import io.fairline.perf.fairness.Outcome.OrderCancelled;
import io.fairline.perf.fairness.Outcome.OrderConfirmed;
import io.fairline.perf.fairness.Outcome.OrderReserved;
import org.jspecify.annotations.Nullable;

/** C5: a hold gets the deal's seconds, does not expire before its deadline and is not confirmed after it. */
final class HoldsLastUntilTheirDeadline implements Check {

    private static final long MILLIS_PER_SECOND = 1000;

    @Override
    public void examine(Evidence evidence, Findings findings) {
        OrderStates orders = new OrderStates();
        evidence.eventsByDeal().forEach((dealId, events) -> {
            DealState deal = new DealState();
            for (Event event : events) {
                switch (event.outcome()) {
                    case OrderReserved won -> examineLength(deal, event, won, findings);
                    case OrderConfirmed sold -> {
                        OrderStates.State order = orders.find(sold.orderId());
                        if (order != null && event.decidedAtMillis() >= order.holdUntilMillis()) {
                            findings.report(
                                    "deal %d: order %s was confirmed %d ms after its deadline",
                                    dealId, sold.orderId(), event.decidedAtMillis() - order.holdUntilMillis());
                        }
                    }
                    case OrderCancelled gone -> examineExpiry(event, gone, orders.find(gone.orderId()), findings);
                    case Outcome.DealOpened _,
                            Outcome.StockAdjusted _,
                            Outcome.DealClosed _,
                            Outcome.OrderRejected _,
                            Outcome.CommandRefused _ -> {}
                }
                orders.apply(event);
                deal.apply(event);
            }
        });
    }

    private static void examineLength(DealState deal, Event event, OrderReserved won, Findings findings) {
        Outcome.DealOpened terms = deal.terms();
        long seconds = terms == null ? 0 : terms.holdSeconds();
        if (won.holdUntilMillis() != event.decidedAtMillis() + seconds * MILLIS_PER_SECOND) {
            findings.report(
                    "order %s is held for %d ms, not for %d s",
                    won.orderId(), won.holdUntilMillis() - event.decidedAtMillis(), seconds);
        }
    }

    private static void examineExpiry(
            Event event, OrderCancelled gone, OrderStates.@Nullable State order, Findings findings) {
        if (gone.byTheClock() && order != null && event.decidedAtMillis() < order.holdUntilMillis()) {
            findings.report(
                    "the hold of order %s ended %d ms before its deadline",
                    gone.orderId(), order.holdUntilMillis() - event.decidedAtMillis());
        }
    }
}
