package io.fairline.perf.fairness;

/** C4: no more units are held and sold than there are, and no count is negative. The amount is in units. */
final class NeverOversold implements Check {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        evidence.eventsByDeal().forEach((dealId, events) -> {
            DealState deal = new DealState();
            long worst = 0;
            for (Event event : events) {
                deal.apply(event);
                long missing = -Math.min(deal.available(), Math.min(deal.held(), deal.sold()));
                if (missing > worst) {
                    findings.reportAmount(
                            missing - worst,
                            "deal %d: after event %d %d units too many were promised",
                            dealId,
                            event.sequence(),
                            missing);
                    worst = missing;
                }
            }
        });
    }
}
