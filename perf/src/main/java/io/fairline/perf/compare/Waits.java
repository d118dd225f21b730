package io.fairline.perf.compare;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** How long orders waited for something since they were due, in all and in each third of the time. */
final class Waits {

    private static final int PARTS = 3;

    private final Histogram all = new Histogram(3);
    private final Histogram[] parts =
            IntStream.range(0, PARTS).mapToObj(_ -> new Histogram(3)).toArray(Histogram[]::new);
    private final long fromNanos;
    private final long endNanos;
    private final double partSeconds;

    Waits(LoadPhase.Result result, double seconds) {
        this.fromNanos = result.measuredFromNanos();
        this.endNanos = result.endNanos();
        this.partSeconds = seconds / PARTS;
    }

    /** @param happenedNanos 0 for what had not happened when the last look was taken */
    void add(Placed order, long happenedNanos) {
        long nanos = (happenedNanos > 0 ? happenedNanos : endNanos) - order.dueNanos;
        long micros = Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos));
        all.recordValue(micros);
        double afterSeconds = (order.dueNanos - fromNanos) / 1e9;
        parts[Math.clamp((int) (afterSeconds / partSeconds), 0, PARTS - 1)].recordValue(micros);
    }

    double millis(double percentile) {
        return all.getValueAtPercentile(percentile) / 1_000.0;
    }

    /** Seconds by which the median grows in a second, from the first third to the last; 0.1 is asking for 10 % too much. */
    double growth() {
        double grown = parts[PARTS - 1].getValueAtPercentile(50) - parts[0].getValueAtPercentile(50);
        return grown / 1e6 / (partSeconds * (PARTS - 1));
    }
}
