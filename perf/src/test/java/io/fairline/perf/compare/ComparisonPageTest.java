package io.fairline.perf.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.perf.report.Machine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonPageTest {

    private static final CompareSettings SETTINGS = CompareSettings.from(Map.of("SEED", "42", "ROUNDS", "2"));
    private static final KillFigures NOTHING_LOST = new KillFigures(100, 0, 1, 0, 0, 1.5);

    private final ComparisonPage page = new ComparisonPage(SETTINGS, new Machine(Map.of("cores", 2), "abc"));

    @Test
    void givesTheSpreadOfAllRoundsAndTheFastestFirst() {
        String text = page.write(List.of(cell("row-lock", 900, 1_100), cell("fairline", 5_000, 5_000)), Map.of());

        assertThat(text).contains("seed 42").contains("of 2 rounds;").contains("## One hot deal, 1 instance");
        assertThat(text).contains("| row-lock | 900 · 1,000 · 1,100 |");
        assertThat(text.indexOf("**fairline**")).isLessThan(text.indexOf("| row-lock"));
    }

    @Test
    void oneRoundHasNoSpread() {
        String text = page.write(List.of(cell("fairline", 5_000)), Map.of());

        assertThat(text).contains("Each figure is of one round.").doesNotContain("median · maximum");
    }

    @Test
    void beginsWithOneHotDealAndOneInstance() {
        String text = page.write(
                List.of(
                        cell(new Configuration("fairline", 100, 1), 5_000),
                        cell(new Configuration("fairline", 20, 1), 5_000),
                        cell(new Configuration("fairline", 1, 2), 5_000),
                        cell(new Configuration("fairline", 1, 1), 5_000)),
                Map.of());

        assertThat(text)
                .containsSubsequence(
                        "## One hot deal, 1 instance",
                        "## One hot deal, 2 instances",
                        "## 20 deals, 1 instance",
                        "## 100 deals, 1 instance",
                        "## How to read it");
    }

    @Test
    void explainsWithTheNumbersOfTheCode() {
        String text = page.write(List.of(cell("fairline", 5_000)), Map.of());

        assertThat(text)
                .contains("to within 15 %.")
                .contains("At most 5 % may be sent 50 ms late")
                .contains("10 ms at least and 100 ms at most")
                .contains("at least 99 % of the requests were decided 1 s after")
                .contains("under 1000 ms")
                .contains("with stock for 60 % of the orders")
                .contains("`wait=PT5S`");
    }

    @Test
    void saysWhereAnAlternativeIsBetter() {
        String text = page.write(List.of(cell("memory-queue", 9_000), cell("fairline", 5_000)), Map.of());

        assertThat(text).contains("more orders a second: `memory-queue`");
    }

    @Test
    void saysSoInEveryColumn() {
        String text = page.write(
                List.of(
                        cell("row-lock", 5_000, new KillFigures(100, 0, 1, 0, 0, 0.5)),
                        cell("fairline", 5_000, new KillFigures(100, 3, 1, 1, 2, 1.5))),
                Map.of());

        assertThat(text)
                .contains("fewer lost: `row-lock`; fewer oversold: `row-lock`; fewer undersold: `row-lock`; "
                        + "back sooner after a kill: `row-lock`");
    }

    @Test
    void namesWhatWasComparedWhereNobodyIsBetter() {
        String text = page.write(
                List.of(cell("row-lock", 900), cell("fairline", 5_000, new KillFigures(100, 0, 0, 0, 0, 1.5))),
                Map.of());

        assertThat(text)
                .contains("by the median of completed/s, answered p50, answered p99, decided p50, decided p99, "
                        + "CPU an order, overtaken, lost, again after; each");
    }

    @Test
    void marksARateThatNothingBounded() {
        Trial.Outcome unbounded =
                new Trial.Outcome(new RateFigures(900, 890, 1, 2, 3, 4, 0, 100, 0, 0), true, NOTHING_LOST);
        String text = page.write(
                List.of(new Compared(new Configuration("row-lock", 1, 1), 10, List.of(unbounded))), Map.of());

        assertThat(text).contains("| row-lock | ≥ 900 | ≥ 890 |");
    }

    @Test
    void namesWhatHasNoFigures() {
        String text = page.write(
                List.of(cell("fairline", 5_000)), Map.of(new Configuration("redis-lock", 100, 2), "no rate was held"));

        assertThat(text).contains("- redis-lock, 100 deals, 2 instances: no rate was held");
    }

    private static Compared cell(String subject, double... ratesPerSecond) {
        return cell(new Configuration(subject, 1, 1), ratesPerSecond);
    }

    private static Compared cell(String subject, double ratePerSecond, KillFigures kill) {
        return new Compared(new Configuration(subject, 1, 1), 10, List.of(outcome(ratePerSecond, kill)));
    }

    private static Trial.Outcome outcome(double ratePerSecond, KillFigures kill) {
        RateFigures rate = new RateFigures(ratePerSecond, ratePerSecond, 1, 2, 3, 4, 0, 100, 0, 0);
        return new Trial.Outcome(rate, false, kill);
    }

    private static Compared cell(Configuration configuration, double... ratesPerSecond) {
        List<Trial.Outcome> rounds = Arrays.stream(ratesPerSecond)
                .mapToObj(rate -> outcome(rate, NOTHING_LOST))
                .toList();
        return new Compared(configuration, 10, rounds);
    }
}
