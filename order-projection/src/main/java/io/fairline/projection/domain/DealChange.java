package io.fairline.projection.domain;

import org.jspecify.annotations.Nullable;

/** What a batch of events makes of one deal. */
public sealed interface DealChange {

    /** The batch holds the deal's opening, so it is known whole. */
    record Opened(Deal deal) implements DealChange {}

    /**
     * The deal was opened in an earlier batch, or never.
     *
     * @param phase null: as it was
     * @param firstSequence the sequence of the first event of the batch: what is stored must end just before it
     * @param answered true when a command on the deal itself was answered, so that {@code refusal}, even null, counts
     */
    record Moved(
            int dealId,
            @Nullable Phase phase,
            Counts counts,
            long firstSequence,
            long sequence,
            boolean answered,
            @Nullable Refusal refusal)
            implements DealChange {}
}
