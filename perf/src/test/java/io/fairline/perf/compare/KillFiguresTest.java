package io.fairline.perf.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KillFiguresTest {

    private static final int DEAL = 7;
    private static final long KILLED_NANOS = 1_000;

    private final List<Placed> orders = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    @Test
    void whoeverSellsExactlyAndDecidesAllLosesNothing() {
        decided(2, true);
        decided(1, false);

        assertThat(figuresFor(2)).isEqualTo(new KillFigures(4, 0, 1, 0, 0, 1.5));
    }

    @Test
    void countsAcceptedOrdersThatNobodyDecided() {
        decided(1, true);
        accepted(2);

        assertThat(figuresFor(5)).isEqualTo(new KillFigures(4, 2, 0, 0, 0, 1.5));
    }

    @Test
    void countsUnitsBeyondTheStock() {
        decided(3, true);

        assertThat(figuresFor(2).oversold()).isEqualTo(1);
    }

    @Test
    void countsUnitsLeftOverOnlyWhereSomebodyWasTurnedAway() {
        decided(3, true);
        assertThat(figuresFor(5).undersold()).isZero();

        Placed turnedAway = new Placed(0, DEAL, 0);
        turnedAway.answer = Answer.SOLD_OUT;
        orders.add(turnedAway);
        assertThat(figuresFor(5).undersold()).isEqualTo(2);
    }

    @Test
    void saysWhenNothingWasDecidedAnyMore() {
        decided(1, true);

        assertThat(KillFigures.allDecideAgain(orders, KILLED_NANOS)).isFalse();
        assertThat(secondsToDecided()).isInfinite();
    }

    @Test
    void aDealOfASurvivorDoesNotHideThatAnotherStoodStill() {
        seen(DEAL, 0, 1);
        seen(DEAL + 1, 0, 1);
        seen(DEAL, KILLED_NANOS + 1, KILLED_NANOS + 5_000_000);
        assertThat(KillFigures.allDecideAgain(orders, KILLED_NANOS)).isFalse();

        seen(DEAL + 1, KILLED_NANOS + 1, KILLED_NANOS + 7_000_000_000L);
        assertThat(KillFigures.allDecideAgain(orders, KILLED_NANOS)).isTrue();
        assertThat(secondsToDecided()).isEqualTo(7);
    }

    @Test
    void aDealOfWhichNothingIsLeftHasDecidedAgain() {
        seen(DEAL, 0, 1);
        Placed late = new Placed(KILLED_NANOS + 1, DEAL, 0);
        late.answer = Answer.SOLD_OUT;
        late.answeredNanos = KILLED_NANOS + 2_000_000_000L;
        orders.add(late);

        assertThat(secondsToDecided()).isEqualTo(2);
    }

    private double secondsToDecided() {
        return KillFigures.of(orders, rows, List.of(DEAL), 5, KILLED_NANOS).secondsToDecided();
    }

    private void seen(int deal, long dueNanos, long decidedNanos) {
        Placed order = new Placed(dueNanos, deal, 0);
        order.decidedNanos = decidedNanos;
        orders.add(order);
    }

    private KillFigures figuresFor(int stock) {
        Placed afterwards = new Placed(KILLED_NANOS + 1, DEAL, 0);
        afterwards.id = UUID.randomUUID();
        afterwards.decidedNanos = KILLED_NANOS + 1_500_000_000L;
        orders.add(afterwards);
        rows.add(new Row(afterwards.id, DEAL, 0, true, rows.size() + 1));
        return KillFigures.of(orders, rows, List.of(DEAL), stock, KILLED_NANOS);
    }

    private void decided(int count, boolean won) {
        for (UUID id : accepted(count)) {
            rows.add(new Row(id, DEAL, 1, won, rows.size() + 1));
        }
    }

    private List<UUID> accepted(int count) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Placed order = new Placed(0, DEAL, 0);
            order.id = UUID.randomUUID();
            order.answer = Answer.IN_LINE;
            orders.add(order);
            ids.add(order.id);
        }
        return ids;
    }
}
