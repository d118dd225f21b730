package io.fairline.perf.compare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What one rate came to. Latencies in milliseconds, from when an order was due; what was not answered, or not decided though
 * it was watched, counts with the time until nobody looked any more.
 *
 * @param answeredP99 to the answer, a refusal included
 * @param decidedP99 to the decision as its shopper sees it
 * @param growth by how many seconds the median wait for a decision grew in each second
 * @param cpuMicrosPerOrder of all processes, for each order that was decided
 * @param overtakenPercent of the decided orders
 * @param lateShare how many orders the generator itself sent late, from 0 to 1
 */
record RateFigures(
        double requestedPerSecond,
        double completedPerSecond,
        double answeredP50,
        double answeredP99,
        double decidedP50,
        double decidedP99,
        double growth,
        double cpuMicrosPerOrder,
        double overtakenPercent,
        double lateShare) {

    static final double LEAST_COMPLETED = 0.99;
    static final long LONGEST_P99_MILLIS = 1_000;
    static final double MOST_GROWTH = 0.05;
    static final double MOST_LATE = 0.05;

    /** @param rows of the contender's database a second after the end */
    static RateFigures of(LoadPhase.Result result, List<Row> rows, double seconds) {
        List<Placed> measured = result.orders().stream()
                .filter(order -> order.dueNanos >= result.measuredFromNanos())
                .toList();
        Set<UUID> decided = rows.stream().map(Row::id).collect(Collectors.toSet());
        Waits answered = new Waits(result, seconds);
        Waits seen = new Waits(result, seconds);
        long completed = 0;
        for (Placed order : measured) {
            answered.add(order, order.answeredNanos);
            if (order.isWatched || order.decidedNanos > 0 || order.answeredNanos == 0) {
                seen.add(order, order.decidedNanos);
            }
            completed += order.id != null && decided.contains(order.id) ? 1 : 0;
        }
        long overtaken = Inversions.count(rows, byId(result.orders()));
        return new RateFigures(
                measured.size() / seconds,
                completed / seconds,
                answered.millis(50),
                answered.millis(99),
                seen.millis(50),
                seen.millis(99),
                seen.growth(),
                result.cpuMicros() / (double) Math.max(1, completed),
                100.0 * overtaken / Math.max(1, rows.size()),
                result.lateShare());
    }

    /**
     * Nearly all was decided, soon, and without a line that grew: what is asked for at more than the capacity is decided
     * within a second all the same, as long as it is asked for a few seconds only.
     */
    boolean held() {
        return completedPerSecond >= LEAST_COMPLETED * requestedPerSecond
                && decidedP99 < LONGEST_P99_MILLIS
                && growth < MOST_GROWTH
                && generatorWasOnTime();
    }

    /** False when it is not known whether the rate was ever asked for. */
    boolean generatorWasOnTime() {
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
}
