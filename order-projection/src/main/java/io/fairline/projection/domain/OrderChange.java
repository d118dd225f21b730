package io.fairline.projection.domain;

import java.util.UUID;

/** What a batch of events makes of one order. */
public sealed interface OrderChange {

    /** The batch holds the order's verdict, so it is known whole. */
    record Placed(Order order) implements OrderChange {}

    /** The verdict came in an earlier batch: place in line, deadline and placing time are the row's to keep. */
    record Moved(Order order) implements OrderChange {}

    /** Nothing but a refusal. */
    record Refused(UUID orderId, long version, long causeOffset, Refusal refusal) implements OrderChange {}
}
