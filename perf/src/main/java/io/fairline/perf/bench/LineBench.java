package io.fairline.perf.bench;

import io.fairline.perf.load.Target;
import java.time.Duration;

/** A full line, and the time it takes until all of it is decided. */
public final class LineBench {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** The first decisions become visible together; the time counts from there. */
    public record Result(double seconds, double perSecond) {}

    private final long events;
    private final EventCount count;

    /** Fills the log; the processor shall start after this. */
    public LineBench(Target target, int orders, int deals, long seed) {
        this.events = (long) orders + deals;
        FilledLog.fill(target, orders, deals, seed);
        this.count = new EventCount(target);
    }

    /** Returns when everything is decided; to be called before the processor is up. */
    public Result awaitAll(Runnable everySecond) {
        try (count) {
            count.await(events, LIMIT, everySecond);
            return new Result(count.seconds(), count.perSecond());
        }
    }
}
