package io.fairline.perf.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class RateSearchTest {

    private final List<Integer> probes = new ArrayList<>();

    @Test
    void goesUpUntilARateIsNotHeldAndThenComesClose() {
        assertThat(search(1_000, 1.6, 5_000))
                .hasValueSatisfying(found -> assertThat(found.result()).isBetween(4_300, 5_000));
    }

    @Test
    void goesDownWhereTheFirstIsTooMuch() {
        assertThat(search(10_000, 1.6, 700))
                .hasValueSatisfying(found -> assertThat(found.result()).isBetween(600, 700));
    }

    @Test
    void takesThreeProbesWhereItKnowsAboutWhereToLook() {
        assertThat(search(1_000, 1.15, 1_050)).contains(new RateSearch.Found<>(1_000, false));
        assertThat(probes).hasSize(3);
    }

    @Test
    void doesNotHoldTheFirstProbesOfAColdServerAgainstIt() {
        RateSearch<Integer> search = new RateSearch<>(
                rate -> {
                    probes.add(rate);
                    return rate;
                },
                rate -> rate <= (probes.size() < 4 ? 900 : 2_000),
                _ -> true,
                rate -> rate);

        assertThat(search.highestHeld(new RateSearch.Start(1_000, 1.6)))
                .hasValueSatisfying(found -> assertThat(found.result()).isBetween(1_500, 2_000));
    }

    @Test
    void isALowerBoundWhereTheProbesRanOutBeforeAnythingWasTooMuch() {
        assertThat(search(100, 1.15, 1_000_000))
                .hasValueSatisfying(found -> assertThat(found.isLowerBound()).isTrue());
    }

    @Test
    void isALowerBoundWhereOnlyTheGeneratorFailed() {
        assertThat(search(1_000, 1.6, 5_000, false))
                .hasValueSatisfying(found -> assertThat(found.isLowerBound()).isTrue());
        assertThat(search(1_000, 1.6, 5_000, true))
                .hasValueSatisfying(found -> assertThat(found.isLowerBound()).isFalse());
    }

    @Test
    void findsNothingWhereNothingIsHeld() {
        assertThat(search(100, 1.6, 0)).isEmpty();
    }

    private Optional<RateSearch.Found<Integer>> search(int first, double step, int capacity) {
        return search(first, step, capacity, true);
    }

    private Optional<RateSearch.Found<Integer>> search(int first, double step, int capacity, boolean counts) {
        IntFunction<Integer> probe = rate -> {
            probes.add(rate);
            return rate;
        };
        return new RateSearch<>(probe, rate -> rate <= capacity, _ -> counts, rate -> Math.min(rate, capacity))
                .highestHeld(new RateSearch.Start(first, step));
    }
}
