package io.fairline.projection.domain;

import java.time.Instant;

/**
 * One thing that was decided about one deal.
 *
 * @param sequence counts the deal's events from 1, without gaps
 * @param cause where the command stands that caused it
 * @param decidedAt append time of that command
 * @param counts the deal's units after it
 */
public record DealEvent(
        int dealId, long sequence, Position cause, Instant decidedAt, Counts counts, Decision decision) {

    /**
     * Commands up to this offset are applied once this event is. A command's answer is its last event; the expiries that it
     * brings about come before, and prove only the commands before it. A command without answer (a repeated one,
     * ExpireHolds) is proven by the next in its line.
     */
    public long appliedCommand() {
        boolean precedesAnswer = decision instanceof Decision.OrderCancelled it && it.isExpiry();
        return precedesAnswer ? cause.offset() - 1 : cause.offset();
    }
}
