package io.fairline.perf.compare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * What one rate came to. Latencies in milliseconds, from when an order was due; requests that got no good answer count with
 * the time they took not to get it.
 *
 * @param answeredP99 to the 201 or 202
 * @param decidedP99 to the decision as its shopper sees it
 * @param cpuMicrosPerOrder of all processes, for each order that was decided
 * @param overtakenPercent of the decided orders
 */
record RateFigures(
        double requestedPerSecond,
        double completedPerSecond,
        double answeredP50,
        double answeredP99,
        double decidedP50,
        double decidedP99,
        double cpuMicrosPerOrder,
        double overtakenPercent,
        double lateShare) {

    private static final double LEAST_COMPLETED = 0.99;
    private static final double LONGEST_P99_MILLIS = 1_000;
    private static final double MOST_LATE = 0.05;

    /** @param rows of the contender's database a second after the end */
    static RateFigures of(LoadPhase.Result result, List<Row> rows, double seconds) {
        List<Placed> measured = result.orders().stream()
                .filter(order -> order.dueNanos >= result.measuredFromNanos())
                .toList();
        Set<UUID> decided = rows.stream().map(Row::id).collect(Collectors.toSet());
        Histogram answered = new Histogram(3);
        Histogram seen = new Histogram(3);
        long completed = 0;
        for (Placed order : measured) {
            if (order.answeredNanos > 0) {
                answered.recordValue(micros(order.answeredNanos - order.dueNanos));
            }
            if (order.decidedNanos > 0) {
                seen.recordValue(micros(order.decidedNanos - order.dueNanos));
            }
            completed += order.id != null && decided.contains(order.id) ? 1 : 0;
        }
        long overtaken = Inversions.count(rows, byId(result.orders()));
        return new RateFigures(
                measured.size() / seconds,
                completed / seconds,
                millis(answered, 50),
                millis(answered, 99),
                millis(seen, 50),
                millis(seen, 99),
                result.cpuMicros() / (double) Math.max(1, completed),
                100.0 * overtaken / Math.max(1, rows.size()),
                result.lateShare());
    }

    /** Nearly all was decided, and soon. */
    boolean held() {
        return completedPerSecond >= LEAST_COMPLETED * requestedPerSecond && decidedP99 < LONGEST_P99_MILLIS;
    }

    /** Whether the generator sent on time; a figure of a run where it did not is none. */
    boolean generatorKeptUp() {
        return lateShare <= MOST_LATE;
    }

    static Map<UUID, Placed> byId(List<Placed> orders) {
        Map<UUID, Placed> byId = HashMap.newHashMap(orders.size());
        for (Placed order : orders) {
            if (order.id != null) {
                byId.put(order.id, order);
            }
        }
        return byId;
    }

    private static long micros(long nanos) {
        return Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos));
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1_000.0;
    }
}
