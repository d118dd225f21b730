package io.fairline.perf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindMaxTest {

    @ParameterizedTest
    @ValueSource(ints = {900, 3_999, 4_000, 8_500, 23_000})
    void comesCloseToTheHighestRateFromBelow(int limit) {
        int found = FindMax.highestHeld(4_000, rate -> rate <= limit);

        assertThat(found).isLessThanOrEqualTo(limit).isGreaterThan((int) (limit / 1.1));
    }

    @Test
    void findsNothingWhereNothingIsHeld() {
        assertThat(FindMax.highestHeld(4_000, rate -> false)).isZero();
    }
}
