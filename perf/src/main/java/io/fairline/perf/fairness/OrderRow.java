package io.fairline.perf.fairness;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as the database holds it.
 *
 * @param holdUntilMillis of its reservation, also after that has ended; 0 where it never had one
 * @param version the sequence of the last event about it, refusals included
 */
public record OrderRow(
        UUID orderId,
        int dealId,
        String shopper,
        int quantity,
        OrderStatus status,
        @Nullable String reason,
        long placeInLine,
        long holdUntilMillis,
        long version) {}
