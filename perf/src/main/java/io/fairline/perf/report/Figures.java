package io.fairline.perf.report;

import io.fairline.perf.fairness.Verdict;
import io.fairline.perf.load.OrderBook;
import io.fairline.perf.load.OrderOutcome;
import io.fairline.perf.load.ProcessMeter;
import io.fairline.perf.load.RunRecord;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one run. Orders of the warm-up are left out, except by the checker, which sees all.
 *
 * @param decidedInTime decided before a second had passed since the last order was due: what the system keeps up with
 * @param failed turned away for another reason than a sold-out deal, or never sent
 * @param shed those of the failed that were turned away with 503 and Retry-After
 * @param lost accepted and never decided; without a checker: not when the run had waited long enough
 * @param followed orders that were followed by GET until their decision was visible
 * @param verdict the checker's; null where there was nothing it could read
 */
public record Figures(
        RunRecord run,
        long requested,
        long accepted,
        long decidedInTime,
        long won,
        long rejected,
        long turnedAwayAtTheGate,
        long failed,
        long shed,
        long unknown,
        long lost,
        long followed,
        Latencies acceptedLatency,
        Latencies decidedLatency,
        Latencies visibleLatency,
        @Nullable Verdict verdict) {

    private static final long GRACE_NANOS = 1_000_000_000;
    private static final double LEAST_COMPLETED = 0.99;
    private static final double MOST_VISIBLE_P99_MILLIS = 1_000;
    static final double MOST_GENERATOR_MICROS = 20;

    public static Figures of(RunRecord run, @Nullable Verdict verdict) {
        Map<OrderOutcome, Long> ends = new EnumMap<>(OrderOutcome.class);
        long requested = 0;
        long decidedInTime = 0;
        long won = 0;
        long rejected = 0;
        long lost = 0;
        OrderBook book = run.book();
        for (int order = 0; order < book.size(); order++) {
            boolean decided = book.decidedNanos(order) > 0;
            OrderOutcome outcome = book.outcome(order);
            lost += outcome == OrderOutcome.ACCEPTED && !decided ? 1 : 0;
            if (!run.measured(order)) {
                continue;
            }
            requested++;
            ends.merge(outcome, 1L, Long::sum);
            decidedInTime += decided && book.decidedNanos(order) <= run.windowEndNanos() + GRACE_NANOS ? 1 : 0;
            won += decided && book.won(order) ? 1 : 0;
            rejected += decided && !book.won(order) ? 1 : 0;
        }
        Latencies visible = Latencies.visible(run);
        return new Figures(
                run,
                requested,
                ends.getOrDefault(OrderOutcome.ACCEPTED, 0L),
                decidedInTime,
                won,
                rejected,
                ends.getOrDefault(OrderOutcome.TURNED_AWAY_AT_THE_GATE, 0L),
                ends.getOrDefault(OrderOutcome.REFUSED, 0L)
                        + ends.getOrDefault(OrderOutcome.SHED, 0L)
                        + ends.getOrDefault(OrderOutcome.UNSENT, 0L),
                ends.getOrDefault(OrderOutcome.SHED, 0L),
                ends.getOrDefault(OrderOutcome.UNKNOWN, 0L) + ends.getOrDefault(OrderOutcome.SENT, 0L),
                verdict == null ? lost : verdict.lostOrders(),
                visible.all().getTotalCount(),
                Latencies.accepted(run),
                Latencies.decided(run),
                visible,
                verdict);
    }

    /** Those of the failed that were not told in good order to come again. */
    public long refusedOtherwise() {
        return failed - shed;
    }

    /** In time or late: what was turned away costs too, and would make an order look cheap if it counted as one. */
    long decided() {
        return won + rejected;
    }

    double cpuMicrosPerOrder(ProcessMeter.Usage usage) {
        return (double) usage.cpuMicros() / Math.max(1, decided());
    }

    public double requestTps() {
        return requested / run.windowSeconds();
    }

    public double acceptedTps() {
        return accepted / run.windowSeconds();
    }

    /** Orders decided a second, while and as fast as they were sent. */
    public double completedTps() {
        return decidedInTime / run.windowSeconds();
    }

    public double completedPerRequested() {
        return requested == 0 ? 0 : (double) decidedInTime / requested;
    }

    public double visibleP99Millis() {
        return visibleLatency.percentileMillis(99);
    }

    /** What a rate must do to count as held; where nobody was seen waiting, or somebody waited in vain, it was not. */
    public boolean held() {
        return run.generatorKeptUp()
                && completedPerRequested() >= LEAST_COMPLETED
                && visibleLatency.all().getTotalCount() > 0
                && run.neverSeenCount() == 0
                && visibleP99Millis() < MOST_VISIBLE_P99_MILLIS;
    }

    public double generatorMicrosPerRequest() {
        return requested == 0 ? 0 : (double) run.generatorCpuMicros() / requested;
    }

    /** Above that the generator takes from the product what it is there to measure. */
    boolean generatorWasCheap() {
        return generatorMicrosPerRequest() <= MOST_GENERATOR_MICROS;
    }

    /** Orders decided more than once, as the checker counts them; 0 where it did not run. */
    public long duplicated() {
        return verdict == null ? 0 : verdict.ordersDecidedTwice();
    }

    public boolean fair() {
        return verdict == null || verdict.clean();
    }
}
