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

    /** Fills the log with orders for deals that are new to it. A processor sees all of them at once, and not before this returns. */
    public LineBench(Target target, int orders, int firstDeal, int deals, long seed) {
        this.events = (long) orders + deals;
        this.count = new EventCount(target);
        FilledLog.fill(target, orders, firstDeal, deals, seed);
    }

    /** Returns when everything is decided; to be called at once, or before the processor is up. */
    public Result awaitAll(Runnable everySecond) {
        try (count) {
            count.await(events, LIMIT, everySecond);
            return new Result(count.seconds(), count.perSecond());
        }
    }
}
