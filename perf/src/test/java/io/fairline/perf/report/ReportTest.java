package io.fairline.perf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.fairline.perf.fairness.FairnessChecker;
import io.fairline.perf.fairness.History;
import io.fairline.perf.fairness.Verdict;
import io.fairline.perf.load.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of 100 orders: one a 10 ms, each accepted after 2 ms, decided after 30, the tenth of them seen after 50. */
class ReportTest {

    private static final Machine MACHINE = new Machine(Map.of("cores", 2), "abc");
    private static final Figures FIGURES = Figures.of(SampleRun.of100Orders(), null);

    @Test
    void countsEachOrderOnceByHowItEnded() {
        assertThat(FIGURES.requested()).isEqualTo(100);
        assertThat(FIGURES.accepted()).isEqualTo(95);
        assertThat(FIGURES.won()).isEqualTo(90);
        assertThat(FIGURES.rejected()).isEqualTo(4);
        assertThat(FIGURES.lost()).isEqualTo(1);
        assertThat(FIGURES.turnedAwayAtTheGate()).isEqualTo(2);
        assertThat(FIGURES.failed()).isEqualTo(2);
        assertThat(FIGURES.shed()).isEqualTo(1);
        assertThat(FIGURES.unknown()).isEqualTo(1);
        assertThat(FIGURES.completedPerRequested()).isEqualTo(0.94);
        assertThat(FIGURES.completedTps()).isEqualTo(94);
    }

    @Test
    void theCheckerHasTheLastWordOnWhatIsLost() {
        Verdict verdict = FairnessChecker.check(new History(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false));

        Figures figures = Figures.of(SampleRun.of100Orders(), verdict);
        assertThat(figures.lost()).isZero();
        assertThat(Table.of(figures)).contains("no violation; rows and cache not checked");
        assertThat(Summary.of(figures, MACHINE))
                .containsEntry("checked", true)
                .containsEntry("rowsAndCacheChecked", false);
    }

    @Test
    void latenciesCountFromWhenTheOrderWasDue() {
        assertThat(FIGURES.acceptedLatency().percentileMillis(50)).isBetween(2.0, 2.01);
        assertThat(FIGURES.decidedLatency().percentileMillis(99)).isBetween(30.0, 30.1);
        assertThat(FIGURES.visibleLatency().percentileMillis(99)).isBetween(50.0, 50.1);
        assertThat(FIGURES.followed()).isEqualTo(10);
    }

    @Test
    void summaryHasEveryNameThatOtherToolsRead() {
        Map<String, Object> summary = Summary.of(FIGURES, MACHINE);

        assertThat(summary)
                .containsKeys(
                        "requestTps",
                        "acceptedTps",
                        "completedTps",
                        "completedPerRequested",
                        "won",
                        "rejected",
                        "turnedAwayAtTheGate",
                        "failed",
                        "unknown",
                        "p50Millis",
                        "p99Millis",
                        "p999Millis",
                        "maxMillis",
                        "cpuMicrosPerOrder",
                        "peakRssMb",
                        "fifoViolations",
                        "oversold",
                        "undersold",
                        "lost",
                        "duplicated",
                        "seed",
                        "settings",
                        "machine",
                        "commit");
        assertThat(summary.get("p99Millis")).asInstanceOf(MAP).containsOnlyKeys("accepted", "decided", "visible");
    }

    @Test
    void theCpuOfAProcessCountsForTheDecidedOrders() {
        assertThat(Summary.of(FIGURES, MACHINE)).containsEntry("cpuMicrosPerOrder", Map.of("order-intake-1", 50.0));
    }

    @Test
    void saysWhenTheGeneratorTakesMoreThanItMay() {
        assertThat(Table.of(FIGURES)).doesNotContain("MORE THAN");
        assertThat(Table.of(Figures.of(SampleRun.allWon(0), null))).contains("MORE THAN THE 20 IT MAY TAKE");
    }

    @Test
    void pageNeedsNothingFromAnywhere() {
        String page = Page.of(FIGURES, "{}");

        assertThat(page).contains("<svg", "Commands not yet decided", "requested");
        assertThat(page).contains("CPU seconds by process", "Peak memory by process", ">300.0</text>");
        assertThat(page).doesNotContain("http://", "https://", "<script", "<link", "url(", "@import", "src=");
    }

    @Test
    void histogramLogsCanBeReadBack(@TempDir Path folder) throws IOException {
        HistogramLogs.write(folder, List.of(FIGURES.acceptedLatency()), 1_700_000_000_000L);

        try (HistogramLogReader reader =
                new HistogramLogReader(folder.resolve("accepted.hlog").toFile())) {
            Histogram second = (Histogram) reader.nextIntervalHistogram();
            assertThat(second.getTotalCount()).isEqualTo(95);
        }
        assertThat(Files.readString(folder.resolve("accepted.hlog"))).contains("nanoseconds");
    }
}
