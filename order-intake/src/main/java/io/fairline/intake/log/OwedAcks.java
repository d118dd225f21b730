package io.fairline.intake.log;

import io.fairline.schemas.DealPartitions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * A circuit breaker for each partition of the commands, by the acks that it owes: each has a leader of its own, and a dead
 * one must not hold up the others. Times are those of {@link System#nanoTime}.
 */
final class OwedAcks {

    /** After that a partition's last failure is forgotten. */
    static final Duration LONGEST_DOUBT = Duration.ofSeconds(10);

    private final DealPartitions partitions;
    private final List<AtomicReference<Wait>> waits;

    OwedAcks(DealPartitions partitions) {
        this.partitions = partitions;
        this.waits = IntStream.range(0, partitions.partitionCount())
                .mapToObj(_ -> new AtomicReference<>(new Wait(0, 0, false)))
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
    void givenUp(int dealId, long nowNanos) {
        Wait _ = of(dealId).updateAndGet(wait -> wait.givenUp(nowNanos));
    }

    /**
     * Whether the deal's partition owes acks and has given none for longer than that. Once the last ones were given up, one
     * command at a time passes, as a probe, until an ack comes.
     */
    boolean areLate(int dealId, Duration patience, long nowNanos) {
        Wait wait = of(dealId).get();
        return wait.owed() > 0 && (wait.doubted() || nowNanos - wait.sinceNanos() > patience.toNanos());
    }

    private AtomicReference<Wait> of(int dealId) {
        return waits.get(partitions.partitionOf(dealId));
    }

    /**
     * @param sinceNanos when an ack last came, or the first command since was sent, or the last of them was given up
     * @param doubted whether the last of them was given up and no ack has come since
     */
    private record Wait(int owed, long sinceNanos, boolean doubted) {

        Wait sent(long nowNanos) {
            return owed > 0
                    ? new Wait(owed + 1, sinceNanos, doubted)
                    : new Wait(1, nowNanos, doubted && nowNanos - sinceNanos < LONGEST_DOUBT.toNanos());
        }

        Wait acked(long nowNanos) {
            return new Wait(owed - 1, nowNanos, false);
        }

        Wait givenUp(long nowNanos) {
            return owed > 1 ? new Wait(owed - 1, sinceNanos, doubted) : new Wait(0, nowNanos, true);
        }
    }
}
