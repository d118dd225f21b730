package io.fairline.perf.fairness;

/** A record of order-events as read; {@code cause} is the position of the command in order-commands. */
public record Event(
        Position at,
        int dealId,
        long sequence,
        Position cause,
        long decidedAtMillis,
        int available,
        int held,
        int sold,
        Outcome outcome) {

    /** True for an expired hold, which any later command of the deal may bring about. */
    boolean isExpiry() {
        return outcome instanceof Outcome.OrderCancelled cancelled && cancelled.byTheClock();
    }
}
