package io.fairline.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitPaceTest {

    private static final long START = 1_000_000;
    private static final int PARTITION = 7;

    private final CommitPace pace = new CommitPace(Duration.ofMillis(25), Duration.ofMillis(1), 4);

    @Test
    void theFirstDecisionAfterAPauseIsCommittedAtOnce() {
        assertThat(pace.isDueAfterDecision(PARTITION, START)).isTrue();
        assertThat(pace.isDueAfterDecision(PARTITION, START + 60_000)).isTrue();
    }

    @Test
    void thoseThatFollowWaitForOneAnother() {
        pace.isDueAfterDecision(PARTITION, START);
        assertThat(pace.isDueAfterDecision(PARTITION, START + 25)).isFalse();
        assertThat(pace.isDueAfterDecision(PARTITION, START + 27)).isTrue();
        assertThat(pace.isDueAfterDecision(PARTITION, START + 28)).isFalse();
    }

    @Test
    void wallClockThatIsSetBackKeepsNobodyWaitingWhereLittleIsDecided() {
        pace.isDueAfterDecision(PARTITION, START);
        assertThat(pace.isDueAfterDecision(PARTITION, START - 60_000)).isTrue();
    }

    @Test
    void eachDecisionPutsTheNextCommitOff() {
        pace.isDueAfterDecision(PARTITION, START);
        for (int i = 0; i < 20; i++) {
            assertThat(pace.isDueAfterDecision(PARTITION, START + 10)).isFalse();
        }
        assertThat(pace.isDueAfterDecision(PARTITION, START + 45))
                .as("21 before 25 + 21 ms")
                .isFalse();
        assertThat(pace.isDueAfterDecision(PARTITION, START + 47))
                .as("22 after 25 + 22 ms")
                .isTrue();
    }

    @Test
    void manyWaitForTheIntervalAndAreForgottenAfterIt() {
        pace.isDueAfterDecision(PARTITION, START);
        for (int millis = 0; millis < 500; millis++) {
            assertThat(pace.isDueAfterDecision(PARTITION, START + millis)).isFalse();
        }
        assertThat(pace.isDueAfterDecision(PARTITION, START + 600))
                .as("less than 100 in 100 ms")
                .isTrue();
    }

    @Test
    void aDecisionAfterASilenceDoesNotWaitForThePartitionsBeforeIt() {
        pace.isDueAfterDecision(PARTITION, START);
        for (int partition = 0; partition < 5; partition++) {
            assertThat(pace.isDueAfterDecision(partition, START + 4L * partition))
                    .isFalse();
        }
        assertThat(pace.isDueAfterDecision(PARTITION, START + 10_000)).isTrue();
    }

    @Test
    void aDecisionAfterASilenceDoesNotWaitForTheMultitudeBeforeIt() {
        pace.isDueAfterDecision(PARTITION, START);
        for (int i = 0; i < 5_000; i++) {
            assertThat(pace.isDueAfterDecision(PARTITION, START + i * 90L / 5_000))
                    .isFalse();
        }
        assertThat(pace.isDueAfterDecision(PARTITION, START + 1_500)).isTrue();
        assertThat(pace.isDueAfterDecision(PARTITION, START + 1_527)).isTrue();
    }

    @Test
    void manyPartitionsWaitForTheIntervalHoweverFewTheirDecisionsAre() {
        pace.isDueAfterDecision(PARTITION, START);
        for (int partition = 0; partition < 3; partition++) {
            assertThat(pace.isDueAfterDecision(partition, START + 10)).isFalse();
        }
        assertThat(pace.isDueAfterDecision(3, START + 29))
                .as("four partitions in 29 ms")
                .isFalse();
        for (int again = 0; again < 10; again++) {
            assertThat(pace.isDueAfterDecision(again % 2, START + 40)).isFalse();
        }
        assertThat(pace.isDueAfterDecision(2, START + 66))
                .as("three partitions in 37 ms")
                .isTrue();
    }
}
