package io.fairline.intake.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.schemas.DealPartitions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PartitionBreakersTest {

    private static final DealPartitions PARTITIONS = new DealPartitions(12);
    private static final int LAMP = 1;
    private static final int ELSEWHERE = dealElsewhere();
    private static final Duration PATIENCE = Duration.ofNanos(10);

    private final PartitionBreakers breakers = new PartitionBreakers(PARTITIONS);

    @Test
    void areClosedWhileNothingIsOwed() {
        assertThat(breakers.isOpen(LAMP, PATIENCE, 1_000)).isFalse();

        breakers.sent(LAMP, 1_000);
        breakers.acked(LAMP, 1_005);

        assertThat(breakers.isOpen(LAMP, PATIENCE, 2_000)).isFalse();
    }

    @Test
    void areOpenOncePatienceIsOver() {
        breakers.sent(LAMP, 100);

        assertThat(breakers.isOpen(LAMP, PATIENCE, 110)).isFalse();
        assertThat(breakers.isOpen(LAMP, PATIENCE, 111)).isTrue();
    }

    @Test
    void areWaitedForSinceTheFirstOfThemWasSent() {
        breakers.sent(LAMP, 100);
        breakers.sent(LAMP, 110);

        assertThat(breakers.isOpen(LAMP, PATIENCE, 111)).isTrue();
    }

    @Test
    void areWaitedForAnewWithEveryOneThatComes() {
        breakers.sent(LAMP, 100);
        breakers.sent(LAMP, 100);
        breakers.acked(LAMP, 111);

        assertThat(breakers.isOpen(LAMP, PATIENCE, 121)).isFalse();
        assertThat(breakers.isOpen(LAMP, PATIENCE, 122)).isTrue();
    }

    @Test
    void areWaitedForOnWhenOneIsGivenUp() {
        breakers.sent(LAMP, 100);
        breakers.sent(LAMP, 110);
        breakers.givenUp(LAMP, 110);

        assertThat(breakers.isOpen(LAMP, PATIENCE, 111)).isTrue();
    }

    @Test
    void areOpenAtOnceForAllButOneCommandWhenAllWereGivenUp() {
        breakers.sent(LAMP, 100);
        breakers.givenUp(LAMP, 110);
        assertThat(breakers.isOpen(LAMP, PATIENCE, 111)).isFalse();

        breakers.sent(LAMP, 111);
        assertThat(breakers.isOpen(LAMP, PATIENCE, 111)).isTrue();

        breakers.givenUp(LAMP, 120);
        assertThat(breakers.isOpen(LAMP, PATIENCE, 121)).isFalse();
        breakers.sent(LAMP, 121);
        assertThat(breakers.isOpen(LAMP, PATIENCE, 121)).isTrue();
    }

    @Test
    void areNotLateAtOnceAnyMoreAfterTheNextAck() {
        breakers.sent(LAMP, 100);
        breakers.givenUp(LAMP, 110);
        breakers.sent(LAMP, 111);
        breakers.acked(LAMP, 112);
        breakers.sent(LAMP, 113);

        assertThat(breakers.isOpen(LAMP, PATIENCE, 113)).isFalse();
    }

    /** Or the first shoppers of a deal would be turned away for what befell the last ones of another. */
    @Test
    void areNotLateAtOnceAnyMoreLongAfterAllWereGivenUp() {
        breakers.sent(LAMP, 100);
        breakers.givenUp(LAMP, 110);
        long muchLater = 110 + PartitionBreakers.FORGET_FAILURE_AFTER.toNanos();
        breakers.sent(LAMP, muchLater);

        assertThat(breakers.isOpen(LAMP, PATIENCE, muchLater)).isFalse();
    }

    @Test
    void ofOnePartitionAreLateWhateverTheOthersDo() {
        breakers.sent(LAMP, 100);
        breakers.sent(ELSEWHERE, 100);
        breakers.acked(ELSEWHERE, 111);
        breakers.sent(ELSEWHERE, 111);

        assertThat(breakers.isOpen(LAMP, PATIENCE, 111)).isTrue();
        assertThat(breakers.isOpen(ELSEWHERE, PATIENCE, 111)).isFalse();
    }

    private static int dealElsewhere() {
        int deal = LAMP + 1;
        while (PARTITIONS.partitionOf(deal) == PARTITIONS.partitionOf(LAMP)) {
            deal++;
        }
        return deal;
    }
}
