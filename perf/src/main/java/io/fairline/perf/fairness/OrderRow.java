package io.fairline.perf.fairness;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order as the database holds it; version is the sequence of the last event about it, refusals included. */
public record OrderRow(
        UUID orderId,
        int dealId,
        String shopper,
        int quantity,
        OrderStatus status,
        @Nullable String reason,
        long placeInLine,
        long version) {}
