package io.fairline.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.processor.wire.Cause;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
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

    @Test
    void aDeadLetterIsToldWithItsPlaceAndGarbageWithoutEndDoesNotFillTheLog(CapturedOutput output) {
        for (long offset = 1; offset <= 2_500; offset++) {
            metrics.deadLettered(new Cause(3, offset, 0), "no OrderCommand");
        }

        List<String> told = output.getAll()
                .lines()
                .filter(line -> line.contains("dead letter"))
                .toList();
        assertThat(told).hasSize(20 + 2);
        assertThat(told.getFirst())
                .contains("WARN", "offset 1 of partition 3", "dead letter number 1: no OrderCommand");
        assertThat(meters.get("fairline.processor.dead.letters").counter().count())
                .isEqualTo(2_500);
    }
}
