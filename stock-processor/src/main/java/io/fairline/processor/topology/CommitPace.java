package io.fairline.processor.topology;

import java.time.Duration;

/**
 * When one stream thread commits before its interval is over: soon where little is decided, so that it is seen soon;
 * not where much is, since every commit costs the brokers and all readers the same, however much it holds.
 */
final class CommitPace {

    private final long soonMillis;
    private final int much;
    private long sinceMillis;
    private int decided;

    /**
     * @param soon from one commit to the next where little is decided
     * @param much decisions within that time for which the interval is waited for
     */
    CommitPace(Duration soon, int much) {
        this.soonMillis = soon.toMillis();
        this.much = much;
    }

    /** Whether to ask for a commit after one more decision. */
    boolean isDueAfterDecision(long nowMillis) {
        decided++;
        if (nowMillis - sinceMillis < soonMillis) {
            return false;
        }
        boolean little = decided < much;
        sinceMillis = nowMillis;
        decided = 0;
        return little;
    }
}
