package io.fairline.perf.fairness;

/** C4: the counts in every event are the fold of the decisions so far, so available + held + sold is the stock. */
final class StockConserved implements Check {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        evidence.eventsByDeal().forEach((dealId, events) -> {
            DealState deal = new DealState();
            for (Event event : events) {
                deal.apply(event);
                boolean adds = (long) event.available() + event.held() + event.sold() == deal.stock();
                boolean agrees = event.available() == deal.available()
                        && event.held() == deal.held()
                        && event.sold() == deal.sold();
                if (!adds || !agrees) {
                    findings.report(
                            "deal %d, event %d says %d available, %d held, %d sold; the decisions make it %d, %d, %d",
                            dealId,
                            event.sequence(),
                            event.available(),
                            event.held(),
                            event.sold(),
                            deal.available(),
                            deal.held(),
                            deal.sold());
                }
            }
        });
    }
}
