package io.fairline.processor.topology;

import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;

/**
 * When one stream thread commits before its interval is over: soon where little is decided, so that it is seen soon; later
 * the more is, and not at all where it is in many partitions, since every commit costs the brokers and all readers the same
 * for each partition, however much it holds.
 */
final class CommitPace {

    private static final int INTERVAL = 4; // times soon; by then Kafka Streams has committed by itself

    private final long soonMicros;
    private final long putOffMicros;
    private final int many;
    private final BitSet partitions = new BitSet();
    private long sinceMillis;
    private long lastMillis;
    private int decided;

    /**
     * @param soon from one commit to the next where little is decided
     * @param putOffByEach how much later for each decision since the last one
     * @param many partitions in which something was decided by then, for which the interval is waited for
     */
    CommitPace(Duration soon, Duration putOffByEach, int many) {
        this.soonMicros = TimeUnit.NANOSECONDS.toMicros(soon.toNanos());
        this.putOffMicros = TimeUnit.NANOSECONDS.toMicros(putOffByEach.toNanos());
        this.many = many;
    }

    /** Whether to ask for a commit after one more decision. */
    boolean isDueAfterDecision(int partition, long nowMillis) {
        if (TimeUnit.MILLISECONDS.toMicros(nowMillis - lastMillis) >= INTERVAL * soonMicros) {
            // Whatever there was before the silence is committed: this one waits for nobody.
            decided = 0;
            partitions.clear();
        }
        lastMillis = nowMillis;
        decided++;
        partitions.set(partition);
        long passedMicros = TimeUnit.MILLISECONDS.toMicros(nowMillis - sinceMillis);
        // Less than nothing: the wall clock was set back. Then so was the interval's, which the busy wait for.
        boolean late = passedMicros < 0 || passedMicros >= soonMicros + decided * putOffMicros;
        boolean due = late && partitions.cardinality() < many;
        if (late || passedMicros >= INTERVAL * soonMicros) {
            sinceMillis = nowMillis;
            decided = 0;
            partitions.clear();
        }
        return due;
    }
}
