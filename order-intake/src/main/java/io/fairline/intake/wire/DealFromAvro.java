package io.fairline.intake.wire;

import io.fairline.intake.admission.DealTerms;
import io.fairline.schemas.deals.DealPhase;
import io.fairline.schemas.deals.DealRecord;
import io.fairline.schemas.deals.DealSnapshot;
import java.time.Instant;

/** From a record of the deals topic to what admission knows of a deal. */
public final class DealFromAvro {

    private DealFromAvro() {}

    /** What admission knows of the deal. */
    public static DealTerms terms(DealRecord deal) {
        DealSnapshot snapshot = snapshot(deal);
        Long opensAtMillis = snapshot.getOpensAtMillis();
        return new DealTerms(
                deal.getDealId(),
                deal.getSequence(),
                isClosed(snapshot.getPhase()),
                snapshot.getMaxQuantityPerOrder(),
                opensAtMillis == null ? null : Instant.ofEpochMilli(opensAtMillis),
                snapshot.getSoldOut());
    }

    /** Partition count of order-commands when the record was written. */
    public static int partitionCount(DealRecord deal) {
        return snapshot(deal).getPartitionCount();
    }

    private static boolean isClosed(DealPhase phase) {
        return switch (phase) {
            case CLOSED -> true;
            // A phase that a later version invented: the log decides, as it does anyway.
            case OPEN, UNKNOWN -> false;
        };
    }

    private static DealSnapshot snapshot(DealRecord deal) {
        return (DealSnapshot) deal.getPayload();
    }
}
