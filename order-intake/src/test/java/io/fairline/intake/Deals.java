package io.fairline.intake;

import io.fairline.schemas.deals.DealPhase;
import io.fairline.schemas.deals.DealRecord;
import io.fairline.schemas.deals.DealSnapshot;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Snapshots of deals as the processor would write them. */
final class Deals {

    static final int PARTITIONS = 12;
    static final int MAX_QUANTITY = 2;

    /** One for all deals: what matters is that each deal's grows. */
    private static final AtomicLong SEQUENCE = new AtomicLong();

    private Deals() {}

    static DealRecord open(int dealId) {
        return deal(dealId, DealPhase.OPEN, null, false, PARTITIONS);
    }

    static DealRecord soldOut(int dealId) {
        return deal(dealId, DealPhase.OPEN, null, true, PARTITIONS);
    }

    static DealRecord closed(int dealId) {
        return deal(dealId, DealPhase.CLOSED, null, false, PARTITIONS);
    }

    static DealRecord opensAt(int dealId, Instant instant) {
        return deal(dealId, DealPhase.OPEN, instant, false, PARTITIONS);
    }

    static DealRecord ofPartitionCount(int dealId, int partitionCount) {
        return deal(dealId, DealPhase.OPEN, null, false, partitionCount);
    }

    private static DealRecord deal(
            int dealId, DealPhase phase, @Nullable Instant opensAt, boolean soldOut, int partitionCount) {
        Long opensAtMillis = opensAt == null ? null : opensAt.toEpochMilli();
        DealSnapshot snapshot = new DealSnapshot(
                "Espresso machine", phase, 10, MAX_QUANTITY, 300, opensAtMillis, soldOut, partitionCount);
        return new DealRecord(dealId, SEQUENCE.incrementAndGet(), snapshot);
    }
}
