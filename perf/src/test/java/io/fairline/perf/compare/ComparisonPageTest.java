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
    void namesWhatHasNoFigures() {
        String text = page.write(
                List.of(cell("fairline", 5_000)), Map.of(new Configuration("redis-lock", 100, 2), "no rate was held"));

        assertThat(text).contains("- redis-lock, 100 deals, 2 instances: no rate was held");
    }

    private static Compared cell(String subject, double... ratesPerSecond) {
        return cell(new Configuration(subject, 1, 1), ratesPerSecond);
    }

    private static Compared cell(Configuration configuration, double... ratesPerSecond) {
        List<Trial.Outcome> rounds = Arrays.stream(ratesPerSecond)
                .mapToObj(
                        rate -> new Trial.Outcome(new RateFigures(rate, rate, 1, 2, 3, 4, 0, 100, 0, 0), NOTHING_LOST))
                .toList();
        return new Compared(configuration, 10, rounds);
    }
}
