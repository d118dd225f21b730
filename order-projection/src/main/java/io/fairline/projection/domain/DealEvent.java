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
     * Offset up to which all commands are applied once this event is. A command's own answer is the last of its events;
     * holds that it ends come before, and their events prove only what stands before the command. A command that is not
     * answered, because it is repeated or lets time pass, is proven by the next one in its line.
     */
    public long appliedCommand() {
        boolean precedesAnswer = decision instanceof Decision.OrderCancelled it && it.isExpiry();
        return precedesAnswer ? cause.offset() - 1 : cause.offset();
    }
}
