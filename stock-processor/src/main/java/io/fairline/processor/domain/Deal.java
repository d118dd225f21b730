package io.fairline.processor.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A deal as far as decisions need it.
 *
 * @param dealId the deal, positive
 * @param phase whether it takes orders
 * @param terms what it promises
 * @param counts where its units are
 * @param sequence events so far
 * @param ordersDecided orders decided so far, won or not: the newest place in line
 * @param earliestDeadlineMillis no hold of this deal ends before, {@link #NO_DEADLINE} when nothing is held; may be
 *     too early (the hold it was for has been confirmed), never too late
 * @param recentAdjustments ids of the newest stock adjustments, oldest first, so that a retry is recognised
 */
public record Deal(
        int dealId,
        Phase phase,
        Terms terms,
        Counts counts,
        long sequence,
        long ordersDecided,
        long earliestDeadlineMillis,
        List<UUID> recentAdjustments) {

    /** How many adjustments a deal remembers. */
    public static final int REMEMBERED_ADJUSTMENTS = 32;

    /** The earliest deadline of a deal that holds nothing. */
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    /** The state of every deal that nobody has ever mentioned. */
    public static Deal unopened(int dealId) {
        return new Deal(dealId, Phase.UNOPENED, Terms.NONE, Counts.NOTHING, 0, 0, NO_DEADLINE, List.of());
    }

    public boolean isSoldOut() {
        return counts.available() == 0;
    }

    /** True when a hold may have ended by then, so that the due holds have to be looked up. */
    public boolean mayHaveHoldsDueAt(long nowMillis) {
        return earliestDeadlineMillis <= nowMillis;
    }

    /** The same deal after its due holds were looked up: the first of the others ends at that deadline. */
    public Deal withEarliestDeadline(long deadlineMillis) {
        return new Deal(dealId, phase, terms, counts, sequence, ordersDecided, deadlineMillis, recentAdjustments);
    }

    /** After one more event, which left the units like that. */
    Deal next(Counts newCounts) {
        return new Deal(
                dealId,
                phase,
                terms,
                newCounts,
                sequence + 1,
                ordersDecided,
                earliestDeadlineMillis,
                recentAdjustments);
    }

    Deal with(Phase newPhase, Terms newTerms) {
        return new Deal(
                dealId, newPhase, newTerms, counts, sequence, ordersDecided, earliestDeadlineMillis, recentAdjustments);
    }

    Deal withOrdersDecided(long placeInLine) {
        return new Deal(dealId, phase, terms, counts, sequence, placeInLine, earliestDeadlineMillis, recentAdjustments);
    }

    Deal remembering(UUID adjustmentId) {
        List<UUID> remembered = new ArrayList<>(recentAdjustments);
        remembered.add(adjustmentId);
        int surplus = Math.max(0, remembered.size() - REMEMBERED_ADJUSTMENTS);
        List<UUID> newest = List.copyOf(remembered.subList(surplus, remembered.size()));
        return new Deal(dealId, phase, terms, counts, sequence, ordersDecided, earliestDeadlineMillis, newest);
    }
}
