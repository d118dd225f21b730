package io.fairline.perf.fairness;

import java.util.HashSet;
import java.util.Set;

/**
 * C4 at the gate: whoever was turned away as sold out, before anything was written, ordered from a deal that was sold out at
 * some time. No more can be said without comparing clocks: who was turned away stands nowhere in the line.
 */
final class TurnedAwayOnlyFromWhatSoldOut implements Check {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Set<Integer> soldOut = new HashSet<>();
        evidence.eventsByDeal().forEach((dealId, events) -> {
            DealState deal = new DealState();
            for (Event event : events) {
                deal.apply(event);
                if (deal.terms() != null && deal.available() <= 0) {
                    soldOut.add(dealId);
                    return;
                }
            }
        });
        for (Call call : evidence.history().calls()) {
            if (call.answer() instanceof Answer.TurnedAway away
                    && away.isSoldOut()
                    && !soldOut.contains(call.dealId())) {
                findings.report(
                        "%s was told that deal %d is sold out, and units were free all the time",
                        call.shopper(), call.dealId());
            }
        }
    }
}
