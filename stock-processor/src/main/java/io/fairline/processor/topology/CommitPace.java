package io.fairline.processor.topology;

import java.time.Duration;
import java.util.BitSet;

/**
 * When one stream thread commits before its interval is over: soon where little is decided, so that it is seen soon;
 * not where much is, or in many partitions, since every commit costs the brokers and all readers the same for each
 * partition, however much it holds.
 */
final class CommitPace {

    private final long soonMillis;
    private final int much;
    private final int many;
    private final BitSet partitions = new BitSet();
    private long sinceMillis;
    private int decided;

    /**
     * @param soon from one commit to the next where little is decided
     * @param much decisions within that time for which the interval is waited for
     * @param many partitions in which something was decided within that time, likewise
     */
    CommitPace(Duration soon, int much, int many) {
        this.soonMillis = soon.toMillis();
        this.much = much;
        this.many = many;
    }

    /** Whether to ask for a commit after one more decision. */
    boolean isDueAfterDecision(int partition, long nowMillis) {
        decided++;
        partitions.set(partition);
        long passedMillis = nowMillis - sinceMillis;
        if (passedMillis >= 0 && passedMillis < soonMillis) { // less than nothing: the wall clock was set back
            return false;
        }
        boolean little = decided < much && partitions.cardinality() < many;
        sinceMillis = nowMillis;
        decided = 0;
        partitions.clear();
        return little;
    }
}
