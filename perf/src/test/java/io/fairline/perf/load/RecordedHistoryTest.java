package io.fairline.perf.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.perf.fairness.Answer;
import org.junit.jupiter.api.Test;

class RecordedHistoryTest {

    @Test
    void aFirstTryThatMetTheGateReadsAsASecondOneWould() {
        OrderBook book = new OrderBook();
        int order = book.add(1, 0, 0);
        book.answered(order, OrderOutcome.TURNED_AWAY_AT_THE_GATE, 409, 2);

        assertThat(RecordedHistory.answer(book, order)).isEqualTo(new Answer.TurnedAway(409, "sold-out"));
    }
}
