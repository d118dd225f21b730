package io.fairline.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitPaceTest {

    private static final long START = 1_000_000;
    private static final int PARTITION = 7;

    private final CommitPace pace =
            new CommitPace(Duration.ofMillis(100), Duration.ofMillis(25), Duration.ofMillis(1), 4);

    /** A decision whose command has hardly waited. */
    private boolean isDue(int partition, long nowMillis) {
        return pace.isDueAfterDecision(partition, nowMillis, 3);
    }

    @Test
    void theFirstDecisionAfterAPauseIsCommittedAtOnce() {
        assertThat(isDue(PARTITION, START)).isTrue();
        assertThat(isDue(PARTITION, START + 60_000)).isTrue();
    }

    @Test
    void thoseThatFollowWaitForOneAnother() {
        isDue(PARTITION, START);
        assertThat(isDue(PARTITION, START + 25)).isFalse();
        assertThat(isDue(PARTITION, START + 27)).isTrue();
        assertThat(isDue(PARTITION, START + 28)).isFalse();
    }

    @Test
    void thoseThatHaveWaitedLongToBeDecidedWaitAsLongForTheirCommit() {
        isDue(PARTITION, START);
        assertThat(pace.isDueAfterDecision(PARTITION, START + 40, 60)).isFalse();
        assertThat(pace.isDueAfterDecision(PARTITION, START + 62, 60)).isTrue();
        assertThat(pace.isDueAfterDecision(PARTITION, START + 500, 600))
                .as("but not for longer than the interval")
                .isTrue();
    }

    @Test
    void wallClockThatIsSetBackKeepsNobodyWaitingWhereLittleIsDecided() {
        isDue(PARTITION, START);
        assertThat(isDue(PARTITION, START - 60_000)).isTrue();
    }

    @Test
    void eachDecisionPutsTheNextCommitOff() {
        isDue(PARTITION, START);
        for (int i = 0; i < 20; i++) {
            assertThat(isDue(PARTITION, START + 10)).isFalse();
        }
        assertThat(isDue(PARTITION, START + 45)).as("21 before 25 + 21 ms").isFalse();
        assertThat(isDue(PARTITION, START + 47)).as("22 after 25 + 22 ms").isTrue();
    }

    @Test
    void manyWaitForTheIntervalAndAreForgottenAfterIt() {
        isDue(PARTITION, START);
        for (int millis = 0; millis < 500; millis++) {
            assertThat(isDue(PARTITION, START + millis)).isFalse();
        }
        assertThat(isDue(PARTITION, START + 600)).as("less than 100 in 100 ms").isTrue();
    }

    @Test
    void aDecisionAfterASilenceDoesNotWaitForThePartitionsBeforeIt() {
        isDue(PARTITION, START);
        for (int partition = 0; partition < 5; partition++) {
            assertThat(isDue(partition, START + 4L * partition)).isFalse();
        }
        assertThat(isDue(PARTITION, START + 10_000)).isTrue();
    }

    @Test
    void aDecisionAfterASilenceDoesNotWaitForTheMultitudeBeforeIt() {
        isDue(PARTITION, START);
        for (int i = 0; i < 5_000; i++) {
            assertThat(isDue(PARTITION, START + i * 90L / 5_000)).isFalse();
        }
        assertThat(isDue(PARTITION, START + 1_500)).isTrue();
        assertThat(isDue(PARTITION, START + 1_527)).isTrue();
    }

    @Test
    void manyPartitionsWaitForTheIntervalHoweverFewTheirDecisionsAre() {
        isDue(PARTITION, START);
        for (int partition = 0; partition < 3; partition++) {
            assertThat(isDue(partition, START + 10)).isFalse();
        }
        assertThat(isDue(3, START + 29)).as("four partitions in 29 ms").isFalse();
        for (int again = 0; again < 10; again++) {
            assertThat(isDue(again % 2, START + 40)).isFalse();
        }
        assertThat(isDue(2, START + 66)).as("three partitions in 37 ms").isTrue();
    }
}
