package io.fairline.perf.report;

import io.fairline.perf.load.OrderBook;
import io.fairline.perf.load.ProcessMeter;
import io.fairline.perf.load.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.function.ToDoubleFunction;

/** The report as one HTML file that needs nothing else. */
final class Page {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double[] PERCENTILES = {10, 50, 75, 90, 95, 99, 99.9, 99.99};

    private static final String STYLE = """
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 960px; margin: 2em auto; padding: 0 1em; }
            pre { background: #f6f6f4; padding: 1em; overflow-x: auto; }
            figure { margin: 2em 0; } figcaption { font-weight: 600; }
            svg { width: 100%; height: auto; } text { font-size: 11px; fill: #555; } .grid { stroke: #e2e2e0; }
            .legend span { margin-right: 1.2em; white-space: nowrap; }
            .legend i { display: inline-block; width: 1.4em; height: 3px; margin-right: .4em; vertical-align: middle; }
            @media (prefers-color-scheme: dark) { body { background: #161616; color: #ddd; } pre { background: #222; }
              text { fill: #aaa; } .grid { stroke: #333; } }
            </style>
            """;

    private Page() {}

    static String of(Figures figures, String summaryJson) {
        RunRecord run = figures.run();
        StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width\">");
        page.append("<title>").append(escaped(run.name())).append("</title>\n");
        page.append(STYLE).append("</head><body>\n");
        page.append("<h1>").append(escaped(run.name())).append("</h1>\n");
        page.append("<pre>").append(escaped(Table.of(figures))).append("</pre>\n");
        page.append(rates(run).svg());
        page.append(lag(run).svg());
        page.append(percentiles(figures).svg());
        page.append(overTime(figures).svg());
        page.append(byProcess(run, "CPU seconds by process", usage -> usage.cpuMicros() / MICROS_PER_SECOND));
        page.append(byProcess(run, "Peak memory by process, in MB", ProcessMeter.Usage::peakRssMb));
        page.append("<h2>summary.json</h2><pre>").append(escaped(summaryJson)).append("</pre>\n");
        return page.append("</body></html>\n").toString();
    }

    private static Chart rates(RunRecord run) {
        OrderBook book = run.book();
        double followedShare = followedShare(book);
        return new Chart("Orders a second: requested, accepted, decided, visible", "seconds since the first order")
                .with("requested", perSecond(run, book::intendedNanos, 1))
                .with("accepted", perSecond(run, order -> isAccepted(book, order) ? book.answeredNanos(order) : 0, 1))
                .with("decided", perSecond(run, book::decidedNanos, 1))
                .with(
                        "visible (estimated from the followed)",
                        perSecond(run, book::visibleNanos, followedShare == 0 ? 0 : 1 / followedShare));
    }

    private static boolean isAccepted(OrderBook book, int order) {
        return book.outcome(order) == io.fairline.perf.load.OrderOutcome.ACCEPTED;
    }

    private static double followedShare(OrderBook book) {
        long followed = 0;
        long accepted = 0;
        for (int order = 0; order < book.size(); order++) {
            followed += book.visibleNanos(order) > 0 ? 1 : 0;
            accepted += isAccepted(book, order) ? 1 : 0;
        }
        return accepted == 0 ? 0 : (double) followed / accepted;
    }

    private static List<double[]> perSecond(RunRecord run, IntToLongFunction time, double factor) {
        long start = startOf(run);
        List<double[]> points = new ArrayList<>();
        for (int order = 0; order < run.book().size(); order++) {
            long at = time.applyAsLong(order);
            if (at == 0) {
                continue;
            }
            int second = (int) ((at - start) / NANOS_PER_SECOND);
            while (points.size() <= second) {
                points.add(new double[] {points.size(), 0});
            }
            points.get(second)[1] += factor;
        }
        return points;
    }

    private static Chart lag(RunRecord run) {
        Chart chart = new Chart("Commands not yet decided, by partition", "seconds since the first order");
        int partitions =
                run.lags().isEmpty() ? 0 : run.lags().getFirst().byPartition().size();
        for (int partition = 0; partition < partitions; partition++) {
            List<double[]> points = new ArrayList<>();
            boolean used = false;
            for (RunRecord.LagSample sample : run.lags()) {
                double second = (sample.nanos() - startOf(run)) / NANOS_PER_SECOND;
                long lag = sample.byPartition().get(partition);
                used |= lag > 0;
                if (second >= 0) {
                    points.add(new double[] {second, lag});
                }
            }
            if (used) {
                chart.with("partition " + partition, points);
            }
        }
        return chart;
    }

    private static Chart percentiles(Figures figures) {
        List<String> labels = new ArrayList<>();
        for (double percentile : PERCENTILES) {
            labels.add("p" + (percentile % 1 == 0 ? String.valueOf((int) percentile) : String.valueOf(percentile)));
        }
        Chart chart = new Chart("Milliseconds by percentile, from when the order was due", "").labelled(labels);
        for (Latencies one : latencies(figures)) {
            List<double[]> points = new ArrayList<>();
            for (int i = 0; i < PERCENTILES.length; i++) {
                points.add(new double[] {i, one.percentileMillis(PERCENTILES[i])});
            }
            chart.with("request to " + one.name(), points);
        }
        return chart;
    }

    private static Chart overTime(Figures figures) {
        Chart chart = new Chart("p99 in milliseconds, second by second", "seconds since the measured time began");
        for (Latencies one : latencies(figures)) {
            List<double[]> points = new ArrayList<>();
            for (int second = 0; second < one.bySecond().size(); second++) {
                points.add(new double[] {second, one.bySecond().get(second).getValueAtPercentile(99) / 1e6});
            }
            chart.with("request to " + one.name(), points);
        }
        return chart;
    }

    private static String byProcess(RunRecord run, String title, ToDoubleFunction<ProcessMeter.Usage> figure) {
        Map<String, Double> bars = new LinkedHashMap<>();
        run.usage().forEach((name, usage) -> bars.put(escaped(name), figure.applyAsDouble(usage)));
        return Bars.svg(title, bars);
    }

    private static List<Latencies> latencies(Figures figures) {
        return List.of(figures.acceptedLatency(), figures.decidedLatency(), figures.visibleLatency());
    }

    private static long startOf(RunRecord run) {
        return run.book().size() == 0 ? run.windowStartNanos() : run.book().intendedNanos(0);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
