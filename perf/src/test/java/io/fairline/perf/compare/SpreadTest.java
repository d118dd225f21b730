package io.fairline.perf.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void isTheLeastTheMiddleAndTheMost() {
        assertThat(Spread.of(List.of(5.0, 1.0, 3.0), Double::doubleValue)).isEqualTo(new Spread(1, 3, 5));
        assertThat(Spread.of(List.of(4.0, 2.0), Double::doubleValue)).isEqualTo(new Spread(2, 3, 4));
    }

    @Test
    void readsAsOneNumberWhereAllRoundsAgree() {
        assertThat(new Spread(1200, 1250.4, 1300).text(0)).isEqualTo("1,200 · 1,250 · 1,300");
        assertThat(new Spread(0, 0, 0).text(0)).isEqualTo("0");
        assertThat(new Spread(1, 2, Double.POSITIVE_INFINITY).text(0)).isEqualTo("1 · 2 · never");
    }
}
