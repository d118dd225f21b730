package io.fairline.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PromiseTest {

    private static final DealCounts ALL_SOLD = new DealCounts(1, 0, 0, 1);

    @Test
    void isKeptWhenTheFirstWinsAndTheSecondDoesNot() {
        assertThat(Promise.brokenBy(List.of(winner(1, 1), loser(2, 2)), 1, ALL_SOLD))
                .isEmpty();
    }

    @Test
    void isBrokenWhenTheSecondWins() {
        assertThat(Promise.brokenBy(List.of(loser(1, 1), winner(2, 2)), 1, ALL_SOLD))
                .anyMatch(sentence -> sentence.contains("shopper-1 came 1. for 1 units and was told REJECTED"))
                .anyMatch(sentence -> sentence.contains("shopper-2 came 2. for 1 units and was told RESERVED"));
    }

    @Test
    void isBrokenWhenTheLineIsNotTheOrderOfArrival() {
        assertThat(Promise.brokenBy(List.of(winner(1, 2), loser(2, 1)), 1, ALL_SOLD))
                .containsExactly("shopper-1 came 1. and stands 2. in line", "shopper-2 came 2. and stands 1. in line");
    }

    @Test
    void isBrokenWhenUnitsAppearOrAreLeft() {
        List<Outcome> line = List.of(winner(1, 1));

        assertThat(Promise.brokenBy(line, 1, new DealCounts(1, 1, 0, 1))).hasSize(1);
        assertThat(Promise.brokenBy(line, 1, new DealCounts(1, 0, 1, 0))).hasSize(1);
    }

    @Test
    void isBrokenWhenAWinnerIsNotConfirmed() {
        assertThat(Promise.brokenBy(List.of(winner(1, 1).endedAs("CANCELLED")), 1, ALL_SOLD))
                .containsExactly("shopper-1 ended as CANCELLED, not CONFIRMED");
    }

    private static Outcome winner(int place, int placeInLine) {
        return new Outcome(place, "shopper-" + place, 1, "0-1", "RESERVED", placeInLine, "CONFIRMED", 1, 2);
    }

    private static Outcome loser(int place, int placeInLine) {
        return new Outcome(place, "shopper-" + place, 1, "0-1", "REJECTED", placeInLine, "REJECTED", 1, 2);
    }
}
