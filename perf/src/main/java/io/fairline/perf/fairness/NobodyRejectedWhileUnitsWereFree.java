package io.fairline.perf.fairness;

import io.fairline.perf.fairness.Outcome.OrderRejected;
import io.fairline.schemas.events.RejectionReason;

/** C4: sold out means none is left, not enough left means fewer than asked for. The amount is in units denied. */
final class NobodyRejectedWhileUnitsWereFree implements Check {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        evidence.eventsByDeal().forEach((dealId, events) -> {
            DealState deal = new DealState();
            for (Event event : events) {
                if (event.outcome() instanceof OrderRejected lost && isAboutStock(lost.reason())) {
                    examine(dealId, deal.available(), lost, findings);
                }
                deal.apply(event);
            }
        });
    }

    private static boolean isAboutStock(RejectionReason reason) {
        return reason == RejectionReason.SOLD_OUT || reason == RejectionReason.NOT_ENOUGH_LEFT;
    }

    private static void examine(int dealId, long available, OrderRejected lost, Findings findings) {
        if (available >= lost.quantity()) {
            findings.reportAmount(
                    lost.quantity(),
                    "deal %d: order %s of %d units was rejected (%s) with %d free",
                    dealId,
                    lost.orderId(),
                    lost.quantity(),
                    lost.reason(),
                    available);
        } else if ((lost.reason() == RejectionReason.SOLD_OUT) != (available == 0)) {
            findings.reportAmount(
                    0,
                    "deal %d: order %s was told %s with %d units free",
                    dealId,
                    lost.orderId(),
                    lost.reason(),
                    available);
        }
    }
}
