package io.fairline.processor.domain;

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
 */
public record Deal(
        int dealId,
        Phase phase,
        Terms terms,
        Counts counts,
        long sequence,
        long ordersDecided,
        long earliestDeadlineMillis) {

    /** The earliest deadline of a deal that holds nothing. */
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    /** The state of every deal that nobody has ever mentioned. */
    public static Deal unopened(int dealId) {
        return new Deal(dealId, Phase.UNOPENED, Terms.NONE, Counts.NOTHING, 0, 0, NO_DEADLINE);
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
        return new Deal(dealId, phase, terms, counts, sequence, ordersDecided, deadlineMillis);
    }

    /** After one more event, which left the units like that. */
    Deal next(Counts newCounts) {
        return new Deal(dealId, phase, terms, newCounts, sequence + 1, ordersDecided, earliestDeadlineMillis);
    }

    Deal with(Phase newPhase, Terms newTerms) {
        return new Deal(dealId, newPhase, newTerms, counts, sequence, ordersDecided, earliestDeadlineMillis);
    }

    Deal withOrdersDecided(long placeInLine) {
        return new Deal(dealId, phase, terms, counts, sequence, placeInLine, earliestDeadlineMillis);
    }
}
