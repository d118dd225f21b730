package io.fairline.processor.domain;

import static io.fairline.processor.domain.DealFixture.DEADLINE;
import static io.fairline.processor.domain.DealFixture.NOW;
import static io.fairline.processor.domain.DealFixture.cancel;
import static io.fairline.processor.domain.DealFixture.confirm;
import static io.fairline.processor.domain.DealFixture.openWith;
import static io.fairline.processor.domain.DealFixture.openWithFewExpiries;
import static io.fairline.processor.domain.DealFixture.orderId;
import static io.fairline.processor.domain.DealFixture.place;
import static io.fairline.processor.domain.DealFixture.tick;
import static io.fairline.processor.domain.DealFixture.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.processor.domain.Event.CancellationReason;
import io.fairline.processor.domain.Event.CommandRefused;
import io.fairline.processor.domain.Event.OrderCancelled;
import io.fairline.processor.domain.Event.OrderReserved;
import io.fairline.processor.domain.Event.RefusalReason;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpiringHoldsTest {

    @Test
    void aTickEndsTheHoldsThatAreDue() {
        DealFixture deal = openWith(10);
        deal.send(place(1, "alice", 2));
        deal.sendAt(NOW + 1, place(2, "bob", 1));
        assertThat(deal.sendAt(DEADLINE, tick())).containsExactly(expired(1, "alice", 2));
        assertThat(deal.counts()).isEqualTo(new Counts(9, 1, 0));
        assertThat(deal.deal().earliestDeadlineMillis()).isEqualTo(DEADLINE + 1);
    }

    @Test
    void aTickBeforeTheDeadlineEndsNothing() {
        DealFixture deal = openWith(10);
        deal.send(place(1, "alice", 2));
        assertThat(deal.sendAt(DEADLINE - 1, tick())).isEmpty();
    }

    @Test
    void aTickOnAnUnknownDealDoesNothing() {
        DealFixture deal = DealFixture.unopened();
        assertThat(deal.send(tick())).isEmpty();
        assertThat(deal.deal()).isEqualTo(Deal.unopened(DealFixture.DEAL));
    }

    @Test
    void theUnitsOfADueHoldAreThereForTheNextOrder() {
        DealFixture deal = openWith(1);
        deal.send(place(1, "alice", 1));
        assertThat(deal.sendAt(DEADLINE, place(2, "bob", 1)))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(expired(1, "alice", 1)),
                        second -> assertThat(second).isInstanceOf(OrderReserved.class));
    }

    @Test
    void confirmingTooLateEndsTheHoldAndSaysSo() {
        DealFixture deal = openWith(1);
        deal.send(place(1, "alice", 1));
        assertThat(deal.sendAt(DEADLINE, confirm(1, "alice")))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(expired(1, "alice", 1)),
                        second -> assertThat(second)
                                .isInstanceOfSatisfying(
                                        CommandRefused.class,
                                        refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.HOLD_EXPIRED)));
    }

    @Test
    void aMillisecondBeforeTheDeadlineIsInTime() {
        DealFixture deal = openWith(1);
        deal.send(place(1, "alice", 1));
        deal.sendAt(DEADLINE - 1, confirm(1, "alice"));
        assertThat(deal.statusOf(1)).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(deal.sendAt(DEADLINE, tick())).isEmpty();
    }

    @Test
    void endsNoMoreThanABoundedNumberAtATimeEarliestFirst() {
        DealFixture deal = openWithFewExpiries(10, 2);
        for (int order = 1; order <= 5; order++) {
            deal.sendAt(NOW + order, place(order, "shopper-" + order, 1));
        }
        assertThat(deal.sendAt(DEADLINE + 100, tick()))
                .containsExactly(expired(1, "shopper-1", 1), expired(2, "shopper-2", 1));
        assertThat(deal.sendAt(DEADLINE + 100, tick())).hasSize(2);
        assertThat(deal.sendAt(DEADLINE + 100, tick())).containsExactly(expired(5, "shopper-5", 1));
        assertThat(deal.sendAt(DEADLINE + 100, tick())).isEmpty();
    }

    @Test
    void aDueHoldBeyondTheBoundIsStillNotConfirmed() {
        DealFixture deal = openWithFewExpiries(10, 1);
        deal.send(place(1, "alice", 1));
        deal.sendAt(NOW + 1, place(2, "bob", 1));
        deal.sendAt(DEADLINE + 100, confirm(2, "bob"));
        assertThat(deal.statusOf(1)).isEqualTo(OrderStatus.EXPIRED);
        assertThat(deal.statusOf(2)).isEqualTo(OrderStatus.EXPIRED);
    }

    @Test
    void aHoldThatWasGivenBackDoesNotExpire() {
        DealFixture deal = openWith(10);
        deal.send(place(1, "alice", 2));
        deal.send(cancel(1, "alice"));
        assertThat(deal.sendAt(DEADLINE, tick())).isEmpty();
        assertThat(deal.deal().earliestDeadlineMillis()).isEqualTo(Deal.NO_DEADLINE);
    }

    @Test
    void holdsOfAClosedDealRunToTheirEnd() {
        DealFixture deal = openWith(10);
        deal.send(place(1, "alice", 2));
        deal.send(DealFixture.close());
        assertThat(deal.sendAt(DEADLINE, tick())).isEqualTo(List.of(expired(1, "alice", 2)));
        assertThat(deal.counts()).isEqualTo(new Counts(10, 0, 0));
    }

    @Test
    void timeThatGoesBackEndsNothing() {
        DealFixture deal = openWith(10);
        deal.send(place(1, "alice", 2));
        assertThat(deal.sendAt(NOW - 5_000, tick())).isEmpty();
    }

    private static OrderCancelled expired(int order, String shopper, int quantity) {
        return new OrderCancelled(
                orderId(order), shopper, units(quantity), CancellationReason.HOLD_EXPIRED, false, "clock");
    }
}
