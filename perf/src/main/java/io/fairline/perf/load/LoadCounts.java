package io.fairline.perf.load;

import java.util.concurrent.atomic.AtomicLong;

/** Running totals of a run, for the progress line; one thread counts, another reads. */
public final class LoadCounts {

    private final AtomicLong requested = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong turnedAway = new AtomicLong();
    private final AtomicLong shed = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    private final AtomicLong visible = new AtomicLong();

    void request() {
        add(requested);
    }

    void visible() {
        add(visible);
    }

    void count(OrderOutcome outcome) {
        switch (outcome) {
            case ACCEPTED -> add(accepted);
            case TURNED_AWAY_AT_THE_GATE -> add(turnedAway);
            case SHED -> add(shed);
            case REFUSED -> add(refused);
            case UNKNOWN -> add(unknown);
            case UNSENT, SENT -> throw new IllegalArgumentException(outcome + " is no end");
        }
    }

    public long requestedSoFar() {
        return requested.get();
    }

    public long acceptedSoFar() {
        return accepted.get();
    }

    public long visibleSoFar() {
        return visible.get();
    }

    /** Sent or about to be, and not answered yet. */
    public long unanswered() {
        return requested.get() - accepted.get() - turnedAway.get() - shed.get() - refused.get() - unknown.get();
    }

    /** What did not end in a 202, in words. */
    public String others() {
        return "gate %d, shed %d, refused %d, unknown %d"
                .formatted(turnedAway.get(), shed.get(), refused.get(), unknown.get());
    }

    // Only one thread writes: a full atomic add would cost more than it is worth here.
    private static void add(AtomicLong counter) {
        counter.setRelease(counter.getPlain() + 1);
    }
}
