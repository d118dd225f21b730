package io.fairline.perf.report;

import com.google.errorprone.annotations.FormatMethod;
import io.fairline.perf.fairness.Verdict;
import java.util.List;

/** The figures for the eye, on a terminal. */
public final class Table {

    private Table() {}

    public static String of(Figures figures) {
        StringBuilder text = new StringBuilder();
        line(text, "");
        line(
                text,
                "requested %,.0f/s   accepted %,.0f/s   completed %,.0f/s   completed per requested %.4f",
                figures.requestTps(),
                figures.acceptedTps(),
                figures.completedTps(),
                figures.completedPerRequested());
        line(
                text,
                "won %,d   rejected %,d   turned away at the gate %,d   failed %,d (shed %,d)   unknown %,d   lost %,d",
                figures.won(),
                figures.rejected(),
                figures.turnedAwayAtTheGate(),
                figures.failed(),
                figures.shed(),
                figures.unknown(),
                figures.lost());
        line(text, "");
        line(text, "%-22s %9s %9s %9s %9s %9s %9s", "milliseconds", "p50", "p95", "p99", "p99.9", "max", "mean");
        for (Latencies one : List.of(figures.acceptedLatency(), figures.decidedLatency(), figures.visibleLatency())) {
            line(
                    text,
                    "%-22s %9.1f %9.1f %9.1f %9.1f %9.1f %9.1f",
                    "request to " + one.name(),
                    one.percentileMillis(50),
                    one.percentileMillis(95),
                    one.percentileMillis(99),
                    one.percentileMillis(99.9),
                    one.maxMillis(),
                    one.meanMillis());
        }
        line(text, "");
        line(text, "%-22s %16s %14s", "process", "CPU µs/decision", "peak RSS MB");
        figures.run()
                .usage()
                .forEach((name, usage) ->
                        line(text, "%-22s %16.1f %14.0f", name, figures.cpuMicrosPerOrder(usage), usage.peakRssMb()));
        line(
                text,
                "%-22s %16.1f   per request, not the product's%s",
                "load generator",
                figures.generatorMicrosPerRequest(),
                figures.generatorWasCheap()
                        ? ""
                        : "; MORE THAN THE %.0f IT MAY TAKE".formatted(Figures.MOST_GENERATOR_MICROS));
        line(text, "");
        appendVerdict(text, figures);
        return text.toString();
    }

    private static void appendVerdict(StringBuilder text, Figures figures) {
        Verdict verdict = figures.verdict();
        if (verdict == null) {
            line(text, "fairness: not checked");
        } else if (verdict.clean()) {
            line(
                    text,
                    "fairness: %d checks, no violation%s",
                    verdict.findings().size(),
                    verdict.rowsAndCacheChecked() ? "" : "; rows and cache not checked");
        } else {
            for (Verdict.Finding finding : verdict.findings()) {
                if (finding.count() > 0) {
                    line(text, "VIOLATED %s: %,d times, such as", finding.check(), finding.count());
                    finding.examples().forEach(example -> line(text, "    %s", example));
                }
            }
            if (!verdict.rowsAndCacheChecked()) {
                line(text, "rows and cache not checked");
            }
        }
        figures.run().neverSeen().forEach(why -> line(text, "not seen decided: %s", why));
        if (!figures.run().generatorKeptUp()) {
            line(
                    text,
                    "THE GENERATOR COULD NOT KEEP UP (%.0f ms late at p99, %,d orders given up): these figures do not count",
                    figures.run().generatorLateness().getValueAtPercentile(99) / 1e6,
                    figures.run().overflowed());
        }
    }

    @FormatMethod
    private static void line(StringBuilder text, String format, Object... arguments) {
        text.append(format.formatted(arguments)).append('\n');
    }
}
