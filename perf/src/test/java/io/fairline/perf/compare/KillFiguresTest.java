package io.fairline.perf.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KillFiguresTest {

    private static final int DEAL = 7;

    private final List<Placed> orders = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    @Test
    void whoeverSellsExactlyAndDecidesAllLosesNothing() {
        decided(2, true);
        decided(1, false);

        assertThat(figuresFor(2)).isEqualTo(new KillFigures(3, 0, 0, 0, 1.5));
    }

    @Test
    void countsAcceptedOrdersThatNobodyDecided() {
        decided(1, true);
        accepted(2);

        assertThat(figuresFor(5)).isEqualTo(new KillFigures(3, 2, 0, 0, 1.5));
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

    private KillFigures figuresFor(int stock) {
        return KillFigures.of(orders, rows, List.of(DEAL), stock, 1.5);
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
