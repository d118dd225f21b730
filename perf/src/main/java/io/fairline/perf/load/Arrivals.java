package io.fairline.perf.load;

import java.util.SplittableRandom;

/** When the orders of an open loop are due: a Poisson process, so a rate on average and bursts as shoppers make them. */
public final class Arrivals {

    private static final double NANOS_PER_SECOND = 1e9;

    private final SplittableRandom random;
    private final double meanGapNanos;
    private final long startNanos;
    private final long endNanos;
    private double sinceStartNanos;

    /** Starts at one time of the clock and ends before another. */
    public Arrivals(int perSecond, long startNanos, long endNanos, long seed) {
        this.random = new SplittableRandom(seed);
        this.meanGapNanos = NANOS_PER_SECOND / perSecond;
        this.startNanos = startNanos;
        this.endNanos = endNanos;
        advance();
    }

    public boolean hasNext() {
        return peekNanos() < endNanos;
    }

    /** When the next order is due. */
    public long peekNanos() {
        return startNanos + (long) sinceStartNanos;
    }

    /** Passes on to the order after that. */
    public void advance() {
        sinceStartNanos += -Math.log(1 - random.nextDouble()) * meanGapNanos;
    }
}
