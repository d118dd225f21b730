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
        int dealId, long sequence, Position cause, Instant decidedAt, Counts counts, Decision decision) {}
