package io.fairline.projection.web;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log that Postgres does not answer: at once, and then now and then. A line for each request could fill a disk. */
final class UnansweredRequests {

    private static final Logger LOG = LoggerFactory.getLogger(UnansweredRequests.class);

    /** Between two lines. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    private final LongSupplier nanoClock;
    private long quietUntilNanos;
    private long untold;

    UnansweredRequests(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        quietUntilNanos = nanoClock.getAsLong();
    }

    synchronized void add(String path, Exception failure) {
        long nowNanos = nanoClock.getAsLong();
        if (nowNanos - quietUntilNanos < 0) {
            untold++;
            return;
        }
        LOG.warn(
                "{} could not be answered from Postgres, nor {} requests since the last such line: {}",
                path,
                untold,
                failure.toString());
        quietUntilNanos = nowNanos + PAUSE.toNanos();
        untold = 0;
    }
}
