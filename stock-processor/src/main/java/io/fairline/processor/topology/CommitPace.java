package io.fairline.processor.topology;

import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;

/**
 * When one stream thread commits before its interval is over. Few decisions: soon, to be seen soon. Many: later, to share a
 * commit. In many partitions: never, as a commit costs the brokers and all readers the same for each partition, however much
 * it holds. Where commands have waited long to be decided, the machine is busy, and commits would keep it so: later too.
 */
final class CommitPace {

    private final long intervalMicros;
    private final long minIntervalMicros;
    private final long delayMicros;
    private final int maxPartitions;
    private final BitSet partitions = new BitSet();
    private long sinceMillis;
    private long lastMillis;
    private int decided;

    /**
     * @param interval after which Kafka Streams commits by itself
     * @param minInterval shortest time between two commits
     * @param delayPerDecision added for each decision since the last one
     * @param maxPartitions with decisions in as many partitions the interval is waited for
     */
    CommitPace(Duration interval, Duration minInterval, Duration delayPerDecision, int maxPartitions) {
        this.intervalMicros = TimeUnit.NANOSECONDS.toMicros(interval.toNanos());
        this.minIntervalMicros = TimeUnit.NANOSECONDS.toMicros(minInterval.toNanos());
        this.delayMicros = TimeUnit.NANOSECONDS.toMicros(delayPerDecision.toNanos());
        this.maxPartitions = maxPartitions;
    }

    /**
     * Whether to ask for a commit after one more decision.
     *
     * @param waitedMillis from the append of its command to the decision
     */
    boolean isDueAfterDecision(int partition, long nowMillis, long waitedMillis) {
        if (TimeUnit.MILLISECONDS.toMicros(nowMillis - lastMillis) >= intervalMicros) {
            // Whatever there was before the silence is committed: this one waits for nobody.
            decided = 0;
            partitions.clear();
        }
        lastMillis = nowMillis;
        decided++;
        partitions.set(partition);
        long passedMicros = TimeUnit.MILLISECONDS.toMicros(nowMillis - sinceMillis);
        long waitedMicros = Math.min(TimeUnit.MILLISECONDS.toMicros(waitedMillis), intervalMicros);
        // Less than nothing: the wall clock was set back. Then so was the interval's, which the busy wait for.
        boolean late =
                passedMicros < 0 || passedMicros >= Math.max(minIntervalMicros + decided * delayMicros, waitedMicros);
        boolean due = late && partitions.cardinality() < maxPartitions;
        if (late || passedMicros >= intervalMicros) {
            sinceMillis = nowMillis;
            decided = 0;
            partitions.clear();
        }
        return due;
    }
}
