package io.fairline.perf.bench;

import java.util.concurrent.TimeUnit;

/** Does something once a second at most, for a loop that goes round more often. */
final class EverySecond {

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Runnable work;
    private long nextNanos = System.nanoTime();

    EverySecond(Runnable work) {
        this.work = work;
    }

    /** To be called in each round. */
    void at(long nowNanos) {
        if (nowNanos >= nextNanos) {
            nextNanos = nowNanos + SECOND_NANOS;
            work.run();
        }
    }
}
