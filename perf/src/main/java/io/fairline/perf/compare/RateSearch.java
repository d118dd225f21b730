package io.fairline.perf.compare;

import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Finds about the highest rate that is held. The same for all who are compared; the lowest rate that was not held is
 * tried a second time before that is believed.
 *
 * @param probe tries a rate
 * @param held whether it was held
 * @param counts whether a rate that was not held says something of whoever was asked, and not of the generator
 * @param completed what was completed a second: where a rate was far too much, about what could have been held
 */
record RateSearch<T>(IntFunction<T> probe, Predicate<T> held, Predicate<T> counts, ToDoubleFunction<T> completed) {

    /**
     * Where a search begins.
     *
     * @param step factor up or down until a rate that is held and one that is not are known
     */
    record Start(int perSecond, double step) {}

    /**
     * What the highest rate that was held came to.
     *
     * @param isLowerBound whether much more may be possible: no rate close above it was tried, not held, and counted
     */
    record Found<T>(T result, boolean isLowerBound) {}

    static final double CLOSE_ENOUGH = 1.15;
    private static final int MOST_PROBES = 10;
    private static final int LEAST_RATE = 20;

    /** Empty where none was held. */
    Optional<Found<T>> highestHeld(Start start) {
        Optional<T> best = Optional.empty();
        boolean highCounts = false;
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double rate = Math.max(LEAST_RATE, start.perSecond());
        double step = start.step();
        boolean again = false;
        for (int probes = 0; probes < MOST_PROBES && rate >= LEAST_RATE; probes++) {
            T result = probe.apply((int) rate);
            if (held.test(result)) {
                low = rate;
                if (again) {
                    high = Double.POSITIVE_INFINITY;
                    step = CLOSE_ENOUGH;
                }
                best = Optional.of(result);
            } else {
                high = rate;
                highCounts = counts.test(result);
            }
            if (high <= low * CLOSE_ENOUGH) {
                // What was too much for a JVM that had just started may be held by now.
                if (again) {
                    break;
                }
                again = true;
                rate = high;
            } else {
                again = false;
                rate = next(low, high, step, completed.applyAsDouble(result));
            }
        }
        boolean isLowerBound = !highCounts || high > low * CLOSE_ENOUGH;
        return best.map(result -> new Found<>(result, isLowerBound));
    }

    private static double next(double low, double high, double step, double completed) {
        if (Double.isInfinite(high)) {
            return low * step;
        }
        if (low > 0) {
            return Math.sqrt(low * high);
        }
        // Overloaded, some complete less than they can: not too far down at once.
        return Math.max(high / (step * step * step), Math.min(high / step, completed));
    }
}
