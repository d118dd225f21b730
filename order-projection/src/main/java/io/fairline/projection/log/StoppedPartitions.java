package io.fairline.projection.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Partitions that stand before a record which cannot be decoded, or whose events Postgres does not take. To skip them would
 * be a lie about an order, so the partition rests and is tried again, ever more seldom, while the others go on and the
 * instance says it is not ready.
 */
final class StoppedPartitions {

    private static final Logger LOG = LoggerFactory.getLogger(StoppedPartitions.class);
    private static final int MOST_DOUBLINGS = 6;

    private final Stalls stalls;
    private final Consumer<TopicPartition> pause;
    private final Consumer<TopicPartition> resume;
    private final Duration firstRest;
    private final Map<TopicPartition, Integer> tries = new HashMap<>();
    private final Map<TopicPartition, ScheduledFuture<?>> rests = new HashMap<>();
    private final ScheduledExecutorService resting = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("stopped-partitions").factory());

    StoppedPartitions(
            Stalls stalls, Consumer<TopicPartition> pause, Consumer<TopicPartition> resume, Duration firstRest) {
        this.stalls = stalls;
        this.pause = pause;
        this.resume = resume;
        this.firstRest = firstRest;
    }

    /**
     * The partition goes no further for now.
     *
     * @param offset in front of which it stands
     */
    void stop(TopicPartition partition, long offset, String reason, Exception failure) {
        int earlier = tries.merge(partition, 1, Integer::sum) - 1;
        Duration rest = firstRest.multipliedBy(1L << Math.min(earlier, MOST_DOUBLINGS));
        if (stalls.begin(Stalls.ofPartition(partition.partition()), "offset %d: %s".formatted(offset, reason))) {
            LOG.error(
                    "{} stands still at offset {}: {}. Nothing is skipped; the next try is in {} ms",
                    partition,
                    offset,
                    reason,
                    rest.toMillis(),
                    failure);
        } else {
            LOG.warn("{} still stands at offset {} after {} tries: {}", partition, offset, earlier + 1, reason);
        }
        pause.accept(partition);
        ScheduledFuture<?> before = rests.put(
                partition, resting.schedule(() -> resume.accept(partition), rest.toMillis(), TimeUnit.MILLISECONDS));
        if (before != null) {
            before.cancel(false);
        }
    }

    /** The partition is another instance's worry. Should it come back, it does not begin with what is left of a rest. */
    void released(TopicPartition partition) {
        moved(partition);
        ScheduledFuture<?> rest = rests.remove(partition);
        if (rest != null) {
            rest.cancel(false);
            resume.accept(partition);
        }
    }

    /** The partition goes on. */
    void moved(TopicPartition partition) {
        tries.remove(partition);
        if (stalls.end(Stalls.ofPartition(partition.partition()))) {
            LOG.info("{} no longer stands still", partition);
        }
    }
}
