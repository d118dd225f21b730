package io.fairline.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HoldWatchTest {

    private static final long RETRY = 2_000;

    private final HoldWatch watch = new HoldWatch(RETRY);

    @Test
    void asksAboutADealFromItsDeadlineOn() {
        watch.note(7, 1_000);
        assertThat(watch.due(999, 10)).isEmpty();
        assertThat(watch.due(1_000, 10)).containsExactly(7);
    }

    @Test
    void doesNotAskAgainWhileAnAnswerIsUnderWay() {
        watch.note(7, 1_000);
        watch.due(1_000, 10);
        assertThat(watch.due(1_100, 10)).isEmpty();
        assertThat(watch.due(1_000 + RETRY, 10)).containsExactly(7);
    }

    @Test
    void asksAtOnceWhenTheAnswerLeftHoldsBehind() {
        watch.note(7, 1_000);
        watch.due(1_000, 10);
        watch.note(7, 1_000);
        assertThat(watch.due(1_100, 10)).containsExactly(7);
    }

    @Test
    void forgetsADealThatHoldsNothing() {
        watch.note(7, 1_000);
        watch.note(7, Long.MAX_VALUE);
        assertThat(watch.due(5_000, 10)).isEmpty();
    }

    @Test
    void saysWhenToLookNext() {
        assertThat(watch.nextLookMillis()).isEqualTo(Long.MAX_VALUE);
        watch.note(7, 2_000);
        watch.note(8, 1_000);
        assertThat(watch.nextLookMillis()).isEqualTo(1_000);
        watch.due(1_000, 10);
        assertThat(watch.nextLookMillis()).isEqualTo(2_000);
    }

    @Test
    void asksAboutTheLongestOverdueFirstAndBoundedly() {
        watch.note(1, 3_000);
        watch.note(2, 1_000);
        watch.note(3, 2_000);
        assertThat(watch.due(3_000, 2)).containsExactly(2, 3);
        assertThat(watch.due(3_000, 2)).containsExactly(1);
    }
}
