package io.fairline.perf.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void comeAtTheRateOnAverageAndInOrder() {
        List<Long> due = drain(new Arrivals(5_000, 100, 100 + 20 * SECOND, 7));

        assertThat((double) due.size()).isCloseTo(100_000, within(2_000.0));
        assertThat(due).isSorted().allMatch(at -> at >= 100 && at < 100 + 20 * SECOND);
    }

    @Test
    void areTheSameForTheSameSeed() {
        assertThat(drain(new Arrivals(1_000, 0, SECOND, 3))).isEqualTo(drain(new Arrivals(1_000, 0, SECOND, 3)));
        assertThat(drain(new Arrivals(1_000, 0, SECOND, 3))).isNotEqualTo(drain(new Arrivals(1_000, 0, SECOND, 4)));
    }

    private static List<Long> drain(Arrivals arrivals) {
        List<Long> due = new ArrayList<>();
        for (; arrivals.hasNext(); arrivals.advance()) {
            due.add(arrivals.peekNanos());
        }
        return due;
    }
}
