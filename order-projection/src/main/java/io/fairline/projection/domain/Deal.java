package io.fairline.projection.domain;

import io.fairline.projection.domain.Decision.DealOpened;
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
        @Nullable Refusal refusal) {

    /** A deal that has just been put on sale. */
    static Deal opened(DealEvent event, DealOpened opened) {
        return new Deal(
                event.dealId(),
                opened.title(),
                Phase.OPEN,
                event.counts(),
                opened.maxQuantityPerOrder(),
                opened.holdSeconds(),
                opened.opensAt(),
                event.decidedAt(),
                event.sequence(),
                null);
    }

    /** The same deal after an event on it or one of its orders. */
    Deal after(DealEvent event, Phase now, @Nullable Refusal answer) {
        return new Deal(
                dealId,
                title,
                now,
                event.counts(),
                maxQuantityPerOrder,
                holdSeconds,
                opensAt,
                openedAt,
                event.sequence(),
                answer);
    }
}
