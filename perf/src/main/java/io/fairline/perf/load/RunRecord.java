package io.fairline.perf.load;

import io.fairline.perf.fairness.CachedStatus;
import io.fairline.perf.fairness.Sighting;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * All that was recorded of one run.
 *
 * @param windowStartNanos from here on orders are measured; the ones before warmed the services up
 * @param windowEndNanos when the last order was due
 * @param cacheSeen what the cache said of orders while the load ran
 * @param usage from the first measured order to the last decision
 * @param generatorCpuMicros what the generator itself used in the window
 * @param generatorLateness how late it was by itself, before any connection was asked for
 * @param overflowed orders it gave up because too many waited for a connection
 * @param retries orders sent a second time, and what was answered
 * @param neverSeen followed orders whose decision did not become visible, the first few in words
 */
public record RunRecord(
        String name,
        LoadSettings settings,
        List<Integer> dealIds,
        Shoppers shoppers,
        OrderBook book,
        List<LagSample> lags,
        Map<String, ProcessMeter.Usage> usage,
        List<Sighting> sightings,
        List<CachedStatus> cacheSeen,
        List<Retries.Retry> retries,
        List<String> neverSeen,
        long neverSeenCount,
        long windowStartNanos,
        long windowEndNanos,
        long generatorCpuMicros,
        Histogram generatorLateness,
        long overflowed) {

    private static final double LATEST_P99_NANOS = 50e6;

    /** How many commands of each partition were undecided at a time. */
    public record LagSample(long nanos, List<Long> byPartition) {}

    /** False when the figures say more about the generator than about what it was aimed at. */
    public boolean generatorKeptUp() {
        return overflowed == 0 && generatorLateness.getValueAtPercentile(99) <= LATEST_P99_NANOS;
    }

    public double windowSeconds() {
        return (windowEndNanos - windowStartNanos) / 1e9;
    }

    /** True for the orders of the measured time. */
    public boolean measured(int order) {
        long due = book.intendedNanos(order);
        return due >= windowStartNanos && due < windowEndNanos;
    }

    /** The Idempotency-Key of an order. */
    public String key(int order) {
        return OrderRequests.key(name, order);
    }
}
