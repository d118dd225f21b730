package io.fairline.perf.fairness;

/** C5: the events of a deal are numbered 1, 2, 3 … in the order in which they lie in the topic. */
final class SequenceHasNoGaps implements Check {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        evidence.eventsByDeal().forEach((dealId, events) -> {
            long last = 0;
            for (Event event : events) {
                if (event.sequence() != last + 1) {
                    findings.report(
                            "deal %d: event %d at %s follows event %d", dealId, event.sequence(), event.at(), last);
                }
                last = event.sequence();
            }
        });
    }
}
