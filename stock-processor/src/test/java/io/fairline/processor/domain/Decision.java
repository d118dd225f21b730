package io.fairline.processor.domain;

import java.util.List;

/** One decision as an {@link Invariant} sees it: before any of its events is applied. */
record Decision(State before, Command command, long nowMillis, List<Event> events) {}
