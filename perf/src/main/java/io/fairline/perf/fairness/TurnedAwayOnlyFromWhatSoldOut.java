package io.fairline.perf.fairness;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * C4 at the gate: whoever was turned away as sold out, before anything was written, ordered from a deal that was sold out at
 * some time, and not long after units were free again for good.
 *
 * <p>Who was turned away stands nowhere in the line, and the log does not tell when a decision became known. A client's
 * sighting does: what was shown to one client, the gate could know as well.
 */
final class TurnedAwayOnlyFromWhatSoldOut implements Check {

    /** It hears of a decision when the projections do; this leaves it time on a busy machine. */
    private static final long LONGEST_UNAWARE_NANOS = TimeUnit.SECONDS.toNanos(5);

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Map<Integer, Long> lastSoldOut = lastSoldOut(evidence);
        Map<Integer, Long> seenFreeNanos = seenFreeNanos(evidence, lastSoldOut);
        for (Call call : evidence.history().calls()) {
            if (!(call.answer() instanceof Answer.TurnedAway away && away.isSoldOut())) {
                continue;
            }
            Long seenFree = seenFreeNanos.get(call.dealId());
            if (!lastSoldOut.containsKey(call.dealId())) {
                findings.report(
                        "%s was told that deal %d is sold out, and units were free all the time",
                        call.shopper(), call.dealId());
            } else if (seenFree != null && call.sentNanos() - seenFree > LONGEST_UNAWARE_NANOS) {
                findings.report(
                        "%s was told that deal %d is sold out, and units had been seen free, and stayed so, %d ns before",
                        call.shopper(), call.dealId(), call.sentNanos() - seenFree);
            }
        }
    }

    /** Of each deal that was ever sold out the sequence of the last event that left nothing. */
    private static Map<Integer, Long> lastSoldOut(Evidence evidence) {
        Map<Integer, Long> lastSoldOut = new HashMap<>();
        evidence.eventsByDeal().forEach((dealId, events) -> {
            DealState deal = new DealState();
            for (Event event : events) {
                deal.apply(event);
                if (deal.terms() != null && deal.available() <= 0) {
                    lastSoldOut.put(dealId, event.sequence());
                }
            }
        });
        return lastSoldOut;
    }

    /** When a client first saw an event of a deal that came after the deal's last units had come back. */
    private static Map<Integer, Long> seenFreeNanos(Evidence evidence, Map<Integer, Long> lastSoldOut) {
        Map<Integer, Long> seenFreeNanos = new HashMap<>();
        for (Sighting sighting : evidence.history().sightings()) {
            OrderStates.State order = evidence.ordersAtTheEnd().find(sighting.orderId());
            Long soldOut = order == null ? null : lastSoldOut.get(order.dealId());
            if (order != null && soldOut != null && sighting.version() > soldOut) {
                seenFreeNanos.merge(order.dealId(), sighting.seenNanos(), Math::min);
            }
        }
        return seenFreeNanos;
    }
}
