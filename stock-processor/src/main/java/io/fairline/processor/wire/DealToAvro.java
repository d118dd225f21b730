package io.fairline.processor.wire;

import io.fairline.processor.domain.Deal;
import io.fairline.processor.domain.Phase;
import io.fairline.processor.domain.Terms;
import io.fairline.schemas.deals.DealPhase;
import io.fairline.schemas.deals.DealRecord;
import io.fairline.schemas.deals.DealSnapshot;

/** Turns a deal into what intakes need to know of it. */
public final class DealToAvro {

    private DealToAvro() {}

    /** True when an intake would see another deal than before. Orders alone change nothing until the last unit goes. */
    public static boolean showsAChange(Deal before, Deal after) {
        return after.phase() != Phase.UNOPENED
                && (after.phase() != before.phase()
                        || after.isSoldOut() != before.isSoldOut()
                        || after.counts().stock() != before.counts().stock()
                        || !after.terms().equals(before.terms()));
    }

    public static DealRecord write(Deal deal, int partitionCount) {
        Terms terms = deal.terms();
        DealSnapshot snapshot = new DealSnapshot(
                terms.title(),
                phase(deal.phase()),
                deal.counts().stock(),
                terms.maxQuantityPerOrder(),
                terms.holdSeconds(),
                terms.opensAtMillis(),
                deal.isSoldOut(),
                partitionCount);
        return new DealRecord(deal.dealId(), deal.sequence(), snapshot);
    }

    private static DealPhase phase(Phase phase) {
        return switch (phase) {
            case UNOPENED -> DealPhase.UNKNOWN;
            case OPEN -> DealPhase.OPEN;
            case CLOSED -> DealPhase.CLOSED;
        };
    }
}
