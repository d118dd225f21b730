package io.fairline.perf.fairness;

import io.fairline.schemas.commands.Authority;

/** A record of order-commands as read; {@code authority} is the capacity in which the actor asks. */
public record Command(
        Position at, int dealId, String actor, Authority authority, long appendedAtMillis, Request request) {}
