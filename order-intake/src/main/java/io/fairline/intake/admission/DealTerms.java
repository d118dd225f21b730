package io.fairline.intake.admission;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What intake knows of a deal: as of the last snapshot, so possibly a moment old. Good for turning orders away early,
 * never for deciding one.
 *
 * @param sequence grows with every snapshot of the deal
 * @param closed true once the sale has ended
 * @param opensAt before this orders are rejected; null: open at once
 * @param soldOut true while no unit is available
 */
public record DealTerms(
        int dealId,
        long sequence,
        boolean closed,
        int maxQuantityPerOrder,
        @Nullable Instant opensAt,
        boolean soldOut) {}
