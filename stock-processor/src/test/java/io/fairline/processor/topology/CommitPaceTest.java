package io.fairline.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitPaceTest {

    private static final long START = 1_000_000;

    private final CommitPace pace = new CommitPace(Duration.ofMillis(25), 100);

    @Test
    void theFirstDecisionAfterAPauseIsCommittedAtOnce() {
        assertThat(pace.isDueAfterDecision(START)).isTrue();
        assertThat(pace.isDueAfterDecision(START + 60_000)).isTrue();
    }

    @Test
    void thoseThatFollowWaitForOneAnother() {
        pace.isDueAfterDecision(START);
        assertThat(pace.isDueAfterDecision(START + 24)).isFalse();
        assertThat(pace.isDueAfterDecision(START + 25)).isTrue();
        assertThat(pace.isDueAfterDecision(START + 26)).isFalse();
    }

    @Test
    void manyWaitForTheInterval() {
        pace.isDueAfterDecision(START);
        for (int i = 0; i < 99; i++) {
            assertThat(pace.isDueAfterDecision(START + 10)).isFalse();
        }
        assertThat(pace.isDueAfterDecision(START + 25))
                .as("one hundred in 25 ms")
                .isFalse();
        assertThat(pace.isDueAfterDecision(START + 50)).as("one in 25 ms").isTrue();
    }
}
