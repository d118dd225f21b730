package io.fairline.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DecisionMetricsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DecisionMetrics metrics = new DecisionMetrics(meters);

    @Test
    void aDecisionBeforeItsCommandShowsThatTheClockIsBehind() {
        metrics.waited(5);
        metrics.waited(0);
        metrics.waited(-5);
        assertThat(meters.get("fairline.processor.clock.behind").counter().count())
                .isEqualTo(1);
        assertThat(meters.get("fairline.processor.decision.lag").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(5);
    }
}
