package io.fairline.perf.fairness;

/** A record of order-commands as read. */
public record Command(Position at, int dealId, String actor, long appendedAtMillis, Request request) {}
