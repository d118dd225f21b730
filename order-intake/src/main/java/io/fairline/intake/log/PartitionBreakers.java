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
final class PartitionBreakers {

    /** After that a partition's last failure is forgotten. */
    static final Duration FORGET_FAILURE_AFTER = Duration.ofSeconds(10);

    private final DealPartitions partitions;
    private final List<AtomicReference<Breaker>> breakers;

    PartitionBreakers(DealPartitions partitions) {
        this.partitions = partitions;
        this.breakers = IntStream.range(0, partitions.partitionCount())
                .mapToObj(_ -> new AtomicReference<>(new Breaker(0, 0, false)))
                .toList();
    }

    DealPartitions partitions() {
        return partitions;
    }

    /** A command of the deal is sent. */
    void sent(int dealId, long nowNanos) {
        Breaker _ = of(dealId).updateAndGet(breaker -> breaker.sent(nowNanos));
    }

    /** The ack of one came. */
    void acked(int dealId, long nowNanos) {
        Breaker _ = of(dealId).updateAndGet(breaker -> breaker.acked(nowNanos));
    }

    /** No ack of one will come. */
    void givenUp(int dealId, long nowNanos) {
        Breaker _ = of(dealId).updateAndGet(breaker -> breaker.givenUp(nowNanos));
    }

    /**
     * Whether the deal's partition owes acks and has given none for longer than that. Once the last ones were given up, one
     * command at a time passes, as a probe, until an ack comes.
     */
    boolean isOpen(int dealId, Duration patience, long nowNanos) {
        Breaker breaker = of(dealId).get();
        return breaker.owed() > 0 && (breaker.halfOpen() || nowNanos - breaker.sinceNanos() > patience.toNanos());
    }

    private AtomicReference<Breaker> of(int dealId) {
        return breakers.get(partitions.partitionOf(dealId));
    }

    /**
     * @param sinceNanos when an ack last came, or the first command since was sent, or the last of them was given up
     * @param halfOpen whether the last of them was given up and no ack has come since
     */
    private record Breaker(int owed, long sinceNanos, boolean halfOpen) {

        Breaker sent(long nowNanos) {
            return owed > 0
                    ? new Breaker(owed + 1, sinceNanos, halfOpen)
                    : new Breaker(1, nowNanos, halfOpen && nowNanos - sinceNanos < FORGET_FAILURE_AFTER.toNanos());
        }

        Breaker acked(long nowNanos) {
            return new Breaker(owed - 1, nowNanos, false);
        }

        Breaker givenUp(long nowNanos) {
            return owed > 1 ? new Breaker(owed - 1, sinceNanos, halfOpen) : new Breaker(0, nowNanos, true);
        }
    }
}
