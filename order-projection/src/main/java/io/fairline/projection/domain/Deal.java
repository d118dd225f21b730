package io.fairline.projection.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deal as it stands.
 *
 * @param opensAt before that orders are rejected; null: open at once
 * @param openedAt when it was put on sale
 * @param sequence of the last event about it or its orders
 * @param refusal answer to the last command on the deal itself, where that changed nothing
 */
public record Deal(
        int dealId,
        String title,
        Phase phase,
        Counts counts,
        int maxQuantityPerOrder,
        int holdSeconds,
        @Nullable Instant opensAt,
        Instant openedAt,
        long sequence,
        @Nullable Refusal refusal) {}
