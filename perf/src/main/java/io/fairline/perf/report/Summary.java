package io.fairline.perf.report;

import io.fairline.perf.fairness.Verdict;
import io.fairline.perf.load.LoadSettings;
import io.fairline.perf.load.ProcessMeter;
import io.fairline.perf.load.RunRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures as {@code summary.json} names them; other tools read these names, so they stay. */
final class Summary {

    private Summary() {}

    static Map<String, Object> of(Figures figures, Machine machine) {
        RunRecord run = figures.run();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("run", run.name());
        all.put("requestTps", round(figures.requestTps()));
        all.put("acceptedTps", round(figures.acceptedTps()));
        all.put("completedTps", round(figures.completedTps()));
        all.put("completedPerRequested", Math.round(figures.completedPerRequested() * 1e4) / 1e4);
        all.put("requested", figures.requested());
        all.put("won", figures.won());
        all.put("rejected", figures.rejected());
        all.put("turnedAwayAtTheGate", figures.turnedAwayAtTheGate());
        all.put("failed", figures.failed());
        all.put("shed", figures.shed());
        all.put("unknown", figures.unknown());
        all.put("followed", figures.followed());
        all.put("neverSeenDecided", run.neverSeenCount());
        List<Latencies> latencies =
                List.of(figures.acceptedLatency(), figures.decidedLatency(), figures.visibleLatency());
        all.put("p50Millis", percentiles(latencies, 50));
        all.put("p95Millis", percentiles(latencies, 95));
        all.put("p99Millis", percentiles(latencies, 99));
        all.put("p999Millis", percentiles(latencies, 99.9));
        all.put("maxMillis", percentiles(latencies, 100));
        all.put("meanMillis", means(latencies));
        all.put("cpuMicrosPerOrder", cpuMicrosPerOrder(figures));
        all.put("peakRssMb", peakRssMb(run));
        all.put("generatorCpuMicrosPerRequest", round(figures.generatorMicrosPerRequest()));
        all.put("generatorWasCheap", figures.generatorWasCheap());
        all.put("generatorKeptUp", run.generatorKeptUp());
        all.put("generatorLatenessP99Millis", round(run.generatorLateness().getValueAtPercentile(99) / 1e6));
        putFairness(all, figures);
        all.put("seed", run.settings().seed());
        all.put("settings", settings(run.settings()));
        all.put("machine", machine.described());
        all.put("commit", machine.commit());
        return all;
    }

    private static void putFairness(Map<String, Object> all, Figures figures) {
        Verdict verdict = figures.verdict();
        all.put("checked", verdict != null);
        all.put("rowsAndCacheChecked", verdict != null && verdict.rowsAndCacheChecked());
        all.put("fifoViolations", verdict == null ? 0 : verdict.fifoViolations());
        all.put("oversold", verdict == null ? 0 : verdict.oversoldUnits());
        all.put("undersold", verdict == null ? 0 : verdict.undersoldUnits());
        all.put("lost", figures.lost());
        all.put("duplicated", figures.duplicated());
        Map<String, Object> violations = new LinkedHashMap<>();
        if (verdict != null) {
            verdict.findings().forEach(finding -> violations.put(finding.check(), finding.count()));
        }
        all.put("violations", violations);
    }

    private static Map<String, Object> percentiles(List<Latencies> latencies, double percentile) {
        Map<String, Object> values = new LinkedHashMap<>();
        latencies.forEach(one ->
                values.put(one.name(), round(percentile == 100 ? one.maxMillis() : one.percentileMillis(percentile))));
        return values;
    }

    private static Map<String, Object> means(List<Latencies> latencies) {
        Map<String, Object> values = new LinkedHashMap<>();
        latencies.forEach(one -> values.put(one.name(), round(one.meanMillis())));
        return values;
    }

    static Map<String, Object> cpuMicrosPerOrder(Figures figures) {
        Map<String, Object> values = new LinkedHashMap<>();
        figures.run().usage().forEach((name, usage) -> values.put(name, round(figures.cpuMicrosPerOrder(usage))));
        return values;
    }

    private static Map<String, Object> peakRssMb(RunRecord run) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, ProcessMeter.Usage> one : run.usage().entrySet()) {
            values.put(one.getKey(), round(one.getValue().peakRssMb()));
        }
        return values;
    }

    static Map<String, Object> settings(LoadSettings settings) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("rate", settings.rate());
        values.put("warmUpSeconds", settings.warmUp().toSeconds());
        values.put("mostWarmUps", settings.mostWarmUps());
        values.put("durationSeconds", settings.duration().toSeconds());
        values.put("deals", settings.deals());
        values.put("stock", settings.stock());
        values.put("maxQuantity", settings.maxQuantity());
        values.put("holdSeconds", settings.holdSeconds());
        values.put("shoppers", settings.shoppers());
        values.put("connections", settings.connections());
        values.put("followedPerSecond", settings.followedPerSecond());
        values.put("confirmedPercent", settings.confirmedPercent());
        return values;
    }

    static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
