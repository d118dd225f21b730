package io.fairline.perf.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class RateFiguresTest {

    private static final int SECONDS = 9;
    private static final int PER_SECOND = 100;
    private static final long END_NANOS = nanos(SECONDS + 1);

    private final List<Placed> orders = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    @Test
    void aSteadyRateIsHeld() {
        placeAll(_ -> 0.2);

        RateFigures figures = figures(0);

        assertThat(figures.held()).isTrue();
        assertThat(figures.completedPerSecond()).isEqualTo(PER_SECOND);
        assertThat(figures.decidedP99()).isCloseTo(200, within(1.0));
        assertThat(figures.growth()).isZero();
    }

    @Test
    void aLineThatGrowsIsNotHeldThoughEachOrderIsDecidedWithinTheSecond() {
        placeAll(second -> 0.1 + 0.09 * second);

        RateFigures figures = figures(0);

        assertThat(figures.decidedP99()).isLessThan(1_000);
        assertThat(figures.growth()).isCloseTo(0.09, within(0.01));
        assertThat(figures.held()).isFalse();
    }

    @Test
    void whatHadNoAnswerInTheEndCountsWithTheWholeWait() {
        placeAll(_ -> 0.2);
        for (int i = 0; i < 20; i++) {
            orders.add(new Placed(0, 1, 0));
        }

        assertThat(figures(0).answeredP99()).isCloseTo(1_000.0 * (SECONDS + 1), within(20.0));
        assertThat(figures(0).decidedP99()).isCloseTo(1_000.0 * (SECONDS + 1), within(20.0));
    }

    @Test
    void nothingIsHeldByAGeneratorThatSendsLate() {
        placeAll(_ -> 0.2);

        assertThat(figures(0.06).held()).isFalse();
    }

    private RateFigures figures(double lateShare) {
        return RateFigures.of(new LoadPhase.Result(orders, 0, END_NANOS, 1, lateShare), rows, SECONDS);
    }

    private void placeAll(DoubleUnaryOperator waitSeconds) {
        for (int i = 0; i < SECONDS * PER_SECOND; i++) {
            double due = (double) i / PER_SECOND;
            Placed order = new Placed(nanos(due), 1, 0);
            order.id = UUID.randomUUID();
            order.answer = Answer.WON;
            order.answeredNanos = nanos(due + waitSeconds.applyAsDouble(due));
            order.decidedNanos = order.answeredNanos;
            orders.add(order);
            rows.add(new Row(order.id, 1, 1, true, i + 1));
        }
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }
}
