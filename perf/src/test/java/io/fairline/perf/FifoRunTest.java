package io.fairline.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FifoRunTest {

    @Test
    void unlessToldOtherwiseItDemandsTwoHundredThousandOrders() {
        assertThat(FifoRun.leastAccepted(FifoRun.RATE, FifoRun.DURATION)).isEqualTo(200_000);
        assertThat(FifoRun.leastAccepted(100, Duration.ofSeconds(10))).isEqualTo(900);
    }
}
