package io.fairline.projection.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One movement of a deal's stock, or one change of the deal itself.
 *
 * @param orderId whose units moved; null where the deal itself changed
 * @param units units of the movement; negative only where stock was taken away
 * @param actor who asked for it, {@code clock} for an expired hold
 * @param reason why an order was cancelled, by the wire's name; null for everything else
 * @param counts the deal's units after it
 */
public record LedgerEntry(
        int dealId,
        long sequence,
        Kind kind,
        @Nullable UUID orderId,
        int units,
        String actor,
        @Nullable String reason,
        Counts counts,
        Position cause,
        Instant at) {

    /** What moved. */
    public enum Kind {
        OPENED,
        ADJUSTED,
        CLOSED,
        RESERVED,
        CONFIRMED,
        CANCELLED
    }
}
