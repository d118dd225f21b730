package io.fairline.perf.fairness;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a deal's ledger as the database holds it.
 *
 * @param kind {@code OPENED}, {@code ADJUSTED}, {@code CLOSED}, {@code RESERVED}, {@code CONFIRMED} or {@code CANCELLED}
 * @param orderId whose units moved; null where the deal itself changed
 * @param reason why an order was cancelled; null for everything else
 * @param cause the command that brought it about
 * @param atMillis when that was decided
 */
public record LedgerRow(
        int dealId,
        long sequence,
        String kind,
        int units,
        @Nullable UUID orderId,
        @Nullable String reason,
        int available,
        int held,
        int sold,
        Position cause,
        long atMillis) {}
