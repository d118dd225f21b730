package io.fairline.intake.log;

import io.fairline.schemas.DealPartitions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * The acks that the log owes, by partition: each has a leader of its own, and where one is away the others go on
 * answering. Times are those of {@link System#nanoTime}.
 */
final class OwedAcks {

    private final DealPartitions partitions;
    private final List<AtomicReference<Wait>> waits;

    OwedAcks(DealPartitions partitions) {
        this.partitions = partitions;
        this.waits = IntStream.range(0, partitions.partitionCount())
                .mapToObj(_ -> new AtomicReference<>(new Wait(0, 0)))
                .toList();
    }

    DealPartitions partitions() {
        return partitions;
    }

    /** A command of the deal is sent. */
    void sent(int dealId, long nowNanos) {
        Wait _ = of(dealId).updateAndGet(wait -> wait.sent(nowNanos));
    }

    /** The ack of one came. */
    void acked(int dealId, long nowNanos) {
        Wait _ = of(dealId).updateAndGet(wait -> wait.acked(nowNanos));
    }

    /** No ack of one will come. */
    void givenUp(int dealId) {
        Wait _ = of(dealId).updateAndGet(Wait::givenUp);
    }

    /** Whether the deal's partition owes acks and has given none for longer than that. */
    boolean areLate(int dealId, Duration patience, long nowNanos) {
        Wait wait = of(dealId).get();
        return wait.owed() > 0 && nowNanos - wait.sinceNanos() > patience.toNanos();
    }

    private AtomicReference<Wait> of(int dealId) {
        return waits.get(partitions.partitionOf(dealId));
    }

    /** @param sinceNanos when an ack last came, or the first command since was sent */
    private record Wait(int owed, long sinceNanos) {

        Wait sent(long nowNanos) {
            return new Wait(owed + 1, owed == 0 ? nowNanos : sinceNanos);
        }

        Wait acked(long nowNanos) {
            return new Wait(owed - 1, nowNanos);
        }

        Wait givenUp() {
            return new Wait(owed - 1, sinceNanos);
        }
    }
}
