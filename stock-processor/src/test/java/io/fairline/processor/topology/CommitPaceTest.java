package io.fairline.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitPaceTest {

    private static final long START = 1_000_000;
    private static final int PARTITION = 7;

    private final CommitPace pace = new CommitPace(Duration.ofMillis(25), 100, 4);

    @Test
    void theFirstDecisionAfterAPauseIsCommittedAtOnce() {
        assertThat(pace.isDueAfterDecision(PARTITION, START)).isTrue();
        assertThat(pace.isDueAfterDecision(PARTITION, START + 60_000)).isTrue();
    }

    @Test
    void thoseThatFollowWaitForOneAnother() {
        pace.isDueAfterDecision(PARTITION, START);
        assertThat(pace.isDueAfterDecision(PARTITION, START + 24)).isFalse();
        assertThat(pace.isDueAfterDecision(PARTITION, START + 25)).isTrue();
        assertThat(pace.isDueAfterDecision(PARTITION, START + 26)).isFalse();
    }

    @Test
    void wallClockThatIsSetBackKeepsNobodyWaiting() {
        pace.isDueAfterDecision(PARTITION, START);
        assertThat(pace.isDueAfterDecision(PARTITION, START - 60_000)).isTrue();
    }

    @Test
    void manyWaitForTheInterval() {
        pace.isDueAfterDecision(PARTITION, START);
        for (int i = 0; i < 99; i++) {
            assertThat(pace.isDueAfterDecision(PARTITION, START + 10)).isFalse();
        }
        assertThat(pace.isDueAfterDecision(PARTITION, START + 25))
                .as("one hundred in 25 ms")
                .isFalse();
        assertThat(pace.isDueAfterDecision(PARTITION, START + 50))
                .as("one in 25 ms")
                .isTrue();
    }

    @Test
    void manyPartitionsWaitForTheIntervalHoweverFewTheirDecisionsAre() {
        pace.isDueAfterDecision(PARTITION, START);
        for (int partition = 0; partition < 3; partition++) {
            assertThat(pace.isDueAfterDecision(partition, START + 10)).isFalse();
        }
        assertThat(pace.isDueAfterDecision(3, START + 25))
                .as("four partitions in 25 ms")
                .isFalse();
        for (int again = 0; again < 10; again++) {
            assertThat(pace.isDueAfterDecision(again % 2, START + 40)).isFalse();
        }
        assertThat(pace.isDueAfterDecision(2, START + 50))
                .as("three partitions in 25 ms")
                .isTrue();
    }
}
