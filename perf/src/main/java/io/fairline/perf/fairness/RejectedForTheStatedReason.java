package io.fairline.perf.fairness;

import io.fairline.perf.fairness.Outcome.DealOpened;
import io.fairline.perf.fairness.Outcome.OrderRejected;
import io.fairline.perf.fairness.Outcome.OrderReserved;

/** C4 for the other reasons: what a rejection says of the deal was so, and what would reject an order did. */
final class RejectedForTheStatedReason implements Check {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        evidence.eventsByDeal().forEach((dealId, events) -> {
            DealState deal = new DealState();
            for (Event event : events) {
                if (event.outcome() instanceof OrderRejected lost && !holdsTrue(deal, event, lost)) {
                    findings.report(
                            "deal %d: order %s was rejected as %s, which was not so",
                            dealId, lost.orderId(), lost.reason());
                }
                if (event.outcome() instanceof OrderReserved won && !takesOrders(deal, event, won)) {
                    findings.report(
                            "deal %d: order %s was reserved although the deal takes no such order",
                            dealId, won.orderId());
                }
                deal.apply(event);
            }
        });
    }

    private static boolean holdsTrue(DealState deal, Event event, OrderRejected lost) {
        DealOpened terms = deal.terms();
        return switch (lost.reason()) {
            case UNKNOWN_DEAL -> terms == null;
            case DEAL_NOT_OPEN_YET -> terms != null && !deal.closed() && !terms.isOpenAt(event.decidedAtMillis());
            case DEAL_CLOSED -> deal.closed();
            case QUANTITY_OVER_MAXIMUM -> terms != null && lost.quantity() > terms.maxQuantityPerOrder();
            case SOLD_OUT, NOT_ENOUGH_LEFT -> true;
            // The intake writes no order that makes no sense.
            case INVALID_ORDER, UNKNOWN -> false;
        };
    }

    private static boolean takesOrders(DealState deal, Event event, OrderReserved won) {
        DealOpened terms = deal.terms();
        return terms != null
                && !deal.closed()
                && terms.isOpenAt(event.decidedAtMillis())
                && won.quantity() >= 1
                && won.quantity() <= terms.maxQuantityPerOrder();
    }
}
