package io.fairline.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HoldDeadlinesTest {

    private static final long RETRY = 2_000;

    private final HoldDeadlines deadlines = new HoldDeadlines(RETRY);

    @Test
    void asksAboutADealFromItsDeadlineOn() {
        deadlines.note(7, 1_000);
        assertThat(deadlines.takeDue(999, 10)).isEmpty();
        assertThat(deadlines.takeDue(1_000, 10)).containsExactly(7);
    }

    @Test
    void doesNotAskAgainWhileAnAnswerIsUnderWay() {
        deadlines.note(7, 1_000);
        deadlines.takeDue(1_000, 10);
        assertThat(deadlines.takeDue(1_100, 10)).isEmpty();
        assertThat(deadlines.takeDue(1_000 + RETRY, 10)).containsExactly(7);
    }

    @Test
    void asksAtOnceWhenTheAnswerLeftHoldsBehind() {
        deadlines.note(7, 1_000);
        deadlines.takeDue(1_000, 10);
        deadlines.note(7, 1_000);
        assertThat(deadlines.takeDue(1_100, 10)).containsExactly(7);
    }

    @Test
    void forgetsADealThatHoldsNothing() {
        deadlines.note(7, 1_000);
        deadlines.note(7, Long.MAX_VALUE);
        assertThat(deadlines.takeDue(5_000, 10)).isEmpty();
    }

    @Test
    void saysWhenToLookNext() {
        assertThat(deadlines.nextDueMillis()).isEqualTo(Long.MAX_VALUE);
        deadlines.note(7, 2_000);
        deadlines.note(8, 1_000);
        assertThat(deadlines.nextDueMillis()).isEqualTo(1_000);
        deadlines.takeDue(1_000, 10);
        assertThat(deadlines.nextDueMillis()).isEqualTo(2_000);
    }

    @Test
    void asksAboutTheLongestOverdueFirstAndBoundedly() {
        deadlines.note(1, 3_000);
        deadlines.note(2, 1_000);
        deadlines.note(3, 2_000);
        assertThat(deadlines.takeDue(3_000, 2)).containsExactly(2, 3);
        assertThat(deadlines.takeDue(3_000, 2)).containsExactly(1);
    }
}
