package io.fairline.perf.report;

import io.fairline.perf.load.OrderBook;
import io.fairline.perf.load.OrderOutcome;
import io.fairline.perf.load.RunRecord;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How long one thing took, from when the order was due: all of the measured time, and second by second.
 *
 * @param name accepted, decided or visible
 */
record Latencies(String name, Histogram all, List<Histogram> bySecond) {

    private static final int DIGITS = 3;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private interface EndOf {
        /** 0 where it has not come to that. */
        long nanos(OrderBook book, int order);
    }

    static Latencies accepted(RunRecord run) {
        return of(
                "accepted",
                run,
                (book, order) -> book.outcome(order) == OrderOutcome.ACCEPTED ? book.answeredNanos(order) : 0);
    }

    static Latencies decided(RunRecord run) {
        return of("decided", run, OrderBook::decidedNanos);
    }

    /** Of the followed orders. */
    static Latencies visible(RunRecord run) {
        return of("visible", run, OrderBook::visibleNanos);
    }

    double percentileMillis(double percentile) {
        return all.getTotalCount() == 0 ? 0 : all.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    double maxMillis() {
        return all.getMaxValue() / NANOS_PER_MILLI;
    }

    double meanMillis() {
        return all.getTotalCount() == 0 ? 0 : all.getMean() / NANOS_PER_MILLI;
    }

    private static Latencies of(String name, RunRecord run, EndOf end) {
        Histogram all = new Histogram(DIGITS);
        List<Histogram> bySecond = new ArrayList<>();
        OrderBook book = run.book();
        for (int order = 0; order < book.size(); order++) {
            long ended = end.nanos(book, order);
            if (ended == 0 || !run.measured(order)) {
                continue;
            }
            long took = Math.max(0, ended - book.intendedNanos(order));
            all.recordValue(took);
            int second = (int) ((book.intendedNanos(order) - run.windowStartNanos()) / NANOS_PER_SECOND);
            while (bySecond.size() <= second) {
                bySecond.add(new Histogram(DIGITS));
            }
            bySecond.get(second).recordValue(took);
        }
        return new Latencies(name, all, bySecond);
    }
}
