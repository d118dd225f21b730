package io.fairline.intake.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.schemas.DealPartitions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OwedAcksTest {

    private static final DealPartitions PARTITIONS = new DealPartitions(12);
    private static final int LAMP = 1;
    private static final int ELSEWHERE = dealElsewhere();
    private static final Duration PATIENCE = Duration.ofNanos(10);

    private final OwedAcks owed = new OwedAcks(PARTITIONS);

    @Test
    void areNeverLateWhileNothingIsOwed() {
        assertThat(owed.areLate(LAMP, PATIENCE, 1_000)).isFalse();

        owed.sent(LAMP, 1_000);
        owed.acked(LAMP, 1_005);

        assertThat(owed.areLate(LAMP, PATIENCE, 2_000)).isFalse();
    }

    @Test
    void areLateOncePatienceIsOver() {
        owed.sent(LAMP, 100);

        assertThat(owed.areLate(LAMP, PATIENCE, 110)).isFalse();
        assertThat(owed.areLate(LAMP, PATIENCE, 111)).isTrue();
    }

    @Test
    void areWaitedForSinceTheFirstOfThemWasSent() {
        owed.sent(LAMP, 100);
        owed.sent(LAMP, 110);

        assertThat(owed.areLate(LAMP, PATIENCE, 111)).isTrue();
    }

    @Test
    void areWaitedForAnewWithEveryOneThatComes() {
        owed.sent(LAMP, 100);
        owed.sent(LAMP, 100);
        owed.acked(LAMP, 111);

        assertThat(owed.areLate(LAMP, PATIENCE, 121)).isFalse();
        assertThat(owed.areLate(LAMP, PATIENCE, 122)).isTrue();
    }

    @Test
    void areWaitedForOnWhenOneIsGivenUp() {
        owed.sent(LAMP, 100);
        owed.sent(LAMP, 110);
        owed.givenUp(LAMP, 110);

        assertThat(owed.areLate(LAMP, PATIENCE, 111)).isTrue();
    }

    @Test
    void areLateAtOnceForAllButOneCommandWhenAllWereGivenUp() {
        owed.sent(LAMP, 100);
        owed.givenUp(LAMP, 110);
        assertThat(owed.areLate(LAMP, PATIENCE, 111)).isFalse();

        owed.sent(LAMP, 111);
        assertThat(owed.areLate(LAMP, PATIENCE, 111)).isTrue();

        owed.givenUp(LAMP, 120);
        assertThat(owed.areLate(LAMP, PATIENCE, 121)).isFalse();
        owed.sent(LAMP, 121);
        assertThat(owed.areLate(LAMP, PATIENCE, 121)).isTrue();
    }

    @Test
    void areNotLateAtOnceAnyMoreAfterTheNextAck() {
        owed.sent(LAMP, 100);
        owed.givenUp(LAMP, 110);
        owed.sent(LAMP, 111);
        owed.acked(LAMP, 112);
        owed.sent(LAMP, 113);

        assertThat(owed.areLate(LAMP, PATIENCE, 113)).isFalse();
    }

    /** Or the first shoppers of a deal would be turned away for what befell the last ones of another. */
    @Test
    void areNotLateAtOnceAnyMoreLongAfterAllWereGivenUp() {
        owed.sent(LAMP, 100);
        owed.givenUp(LAMP, 110);
        long muchLater = 110 + OwedAcks.LONGEST_DOUBT.toNanos();
        owed.sent(LAMP, muchLater);

        assertThat(owed.areLate(LAMP, PATIENCE, muchLater)).isFalse();
    }

    @Test
    void ofOnePartitionAreLateWhateverTheOthersDo() {
        owed.sent(LAMP, 100);
        owed.sent(ELSEWHERE, 100);
        owed.acked(ELSEWHERE, 111);
        owed.sent(ELSEWHERE, 111);

        assertThat(owed.areLate(LAMP, PATIENCE, 111)).isTrue();
        assertThat(owed.areLate(ELSEWHERE, PATIENCE, 111)).isFalse();
    }

    private static int dealElsewhere() {
        int deal = LAMP + 1;
        while (PARTITIONS.partitionOf(deal) == PARTITIONS.partitionOf(LAMP)) {
            deal++;
        }
        return deal;
    }
}
