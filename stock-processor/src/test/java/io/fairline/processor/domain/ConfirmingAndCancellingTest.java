package io.fairline.processor.domain;

import static io.fairline.processor.domain.DealFixture.DEADLINE;
import static io.fairline.processor.domain.DealFixture.cancel;
import static io.fairline.processor.domain.DealFixture.close;
import static io.fairline.processor.domain.DealFixture.confirm;
import static io.fairline.processor.domain.DealFixture.openWith;
import static io.fairline.processor.domain.DealFixture.orderId;
import static io.fairline.processor.domain.DealFixture.place;
import static io.fairline.processor.domain.DealFixture.units;
import static io.fairline.processor.domain.DealFixture.unopened;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.processor.domain.Event.CancellationReason;
import io.fairline.processor.domain.Event.CommandRefused;
import io.fairline.processor.domain.Event.OrderCancelled;
import io.fairline.processor.domain.Event.OrderConfirmed;
import io.fairline.processor.domain.Event.RefusalReason;
import io.fairline.processor.domain.Event.RefusedCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ConfirmingAndCancellingTest {

    @Test
    void theShopperConfirms() {
        DealFixture deal = withReservedOrder();
        assertThat(deal.answerTo(confirm(1, "alice")))
                .isEqualTo(new OrderConfirmed(orderId(1), "alice", units(2), "alice"));
        assertThat(deal.counts()).isEqualTo(new Counts(8, 0, 2));
    }

    @ParameterizedTest
    @EnumSource(names = {"SHOP", "PAYMENTS"})
    void shopAndPaymentsConfirmForTheShopper(Authority authority) {
        assertThat(withReservedOrder().answerTo(confirm(1, "till-3", authority)))
                .isEqualTo(new OrderConfirmed(orderId(1), "alice", units(2), "till-3"));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SHOP", "PAYMENTS"})
    void nobodyElseConfirmsForTheShopper(Authority authority) {
        DealFixture deal = withReservedOrder();
        assertThat(deal.answerTo(confirm(1, "mallory", authority)))
                .isEqualTo(refused(RefusedCommand.CONFIRM_ORDER, "mallory", RefusalReason.UNKNOWN_ORDER));
        assertThat(deal.statusOf(1)).isEqualTo(OrderStatus.RESERVED);
    }

    @Test
    void confirmsOnAClosedDealToo() {
        DealFixture deal = withReservedOrder();
        deal.send(close());
        assertThat(deal.answerTo(confirm(1, "alice"))).isInstanceOf(OrderConfirmed.class);
    }

    @Test
    void refusesToConfirmAnUnknownOrder() {
        assertThat(openWith(1).answerTo(confirm(1, "alice")))
                .isEqualTo(refused(RefusedCommand.CONFIRM_ORDER, "alice", RefusalReason.UNKNOWN_ORDER));
    }

    @Test
    void refusesToConfirmOnAnUnknownDeal() {
        assertThat(unopened().answerTo(confirm(1, "alice")))
                .isEqualTo(refused(RefusedCommand.CONFIRM_ORDER, "alice", RefusalReason.UNKNOWN_ORDER));
    }

    @Test
    void refusesToConfirmTwice() {
        DealFixture deal = withReservedOrder();
        deal.send(confirm(1, "alice"));
        assertThat(refusalOf(deal, confirm(1, "alice"))).isEqualTo(RefusalReason.ALREADY_CONFIRMED);
        assertThat(deal.counts()).isEqualTo(new Counts(8, 0, 2));
    }

    @Test
    void refusesToConfirmARejectedOrder() {
        assertThat(refusalOf(withRejectedOrder(), confirm(1, "alice"))).isEqualTo(RefusalReason.ORDER_REJECTED);
    }

    @Test
    void refusesToConfirmACancelledOrder() {
        DealFixture deal = withReservedOrder();
        deal.send(cancel(1, "alice"));
        assertThat(refusalOf(deal, confirm(1, "alice"))).isEqualTo(RefusalReason.ALREADY_CANCELLED);
    }

    @Test
    void refusesToConfirmAnExpiredOrder() {
        DealFixture deal = withReservedOrder();
        deal.sendAt(DEADLINE, DealFixture.tick());
        assertThat(refusalOf(deal, confirm(1, "alice"))).isEqualTo(RefusalReason.HOLD_EXPIRED);
    }

    @Test
    void theShopperCancels() {
        DealFixture deal = withReservedOrder();
        assertThat(deal.answerTo(cancel(1, "alice")))
                .isEqualTo(cancelled(CancellationReason.BY_SHOPPER, false, "alice"));
        assertThat(deal.counts()).isEqualTo(new Counts(10, 0, 0));
    }

    @Test
    void theShopperCannotCancelWhatIsSold() {
        DealFixture deal = withReservedOrder();
        deal.send(confirm(1, "alice"));
        assertThat(refusalOf(deal, cancel(1, "alice"))).isEqualTo(RefusalReason.ALREADY_CONFIRMED);
    }

    @Test
    void theShopCancelsAHold() {
        assertThat(withReservedOrder().answerTo(cancel(1, "ops", Authority.SHOP)))
                .isEqualTo(cancelled(CancellationReason.BY_SHOP, false, "ops"));
    }

    @Test
    void theShopCancelsASale() {
        DealFixture deal = withReservedOrder();
        deal.send(confirm(1, "alice"));
        assertThat(deal.answerTo(cancel(1, "ops", Authority.SHOP)))
                .isEqualTo(cancelled(CancellationReason.BY_SHOP, true, "ops"));
        assertThat(deal.counts()).isEqualTo(new Counts(10, 0, 0));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "SHOP")
    void nobodyElseCancelsForTheShopper(Authority authority) {
        DealFixture deal = withReservedOrder();
        assertThat(deal.answerTo(cancel(1, "mallory", authority)))
                .isEqualTo(refused(RefusedCommand.CANCEL_ORDER, "mallory", RefusalReason.UNKNOWN_ORDER));
        assertThat(deal.statusOf(1)).isEqualTo(OrderStatus.RESERVED);
    }

    @Test
    void refusesToCancelAnUnknownOrder() {
        assertThat(openWith(1).answerTo(cancel(1, "alice")))
                .isEqualTo(refused(RefusedCommand.CANCEL_ORDER, "alice", RefusalReason.UNKNOWN_ORDER));
    }

    @Test
    void refusesToCancelTwice() {
        DealFixture deal = withReservedOrder();
        deal.send(cancel(1, "alice"));
        assertThat(refusalOf(deal, cancel(1, "alice"))).isEqualTo(RefusalReason.ALREADY_CANCELLED);
        assertThat(deal.counts()).isEqualTo(new Counts(10, 0, 0));
    }

    @Test
    void refusesToCancelARejectedOrder() {
        assertThat(refusalOf(withRejectedOrder(), cancel(1, "alice"))).isEqualTo(RefusalReason.ORDER_REJECTED);
    }

    @Test
    void refusesToCancelAnExpiredOrder() {
        DealFixture deal = withReservedOrder();
        deal.sendAt(DEADLINE, DealFixture.tick());
        assertThat(refusalOf(deal, cancel(1, "alice"))).isEqualTo(RefusalReason.HOLD_EXPIRED);
    }

    private static DealFixture withReservedOrder() {
        DealFixture deal = openWith(10);
        deal.send(place(1, "alice", 2));
        return deal;
    }

    private static DealFixture withRejectedOrder() {
        DealFixture deal = openWith(10);
        deal.send(place(1, "alice", 3));
        return deal;
    }

    private static OrderCancelled cancelled(CancellationReason reason, boolean wasSold, String by) {
        return new OrderCancelled(orderId(1), "alice", units(2), reason, wasSold, by);
    }

    private static CommandRefused refused(RefusedCommand command, String by, RefusalReason reason) {
        return new CommandRefused(command, orderId(1), by, reason);
    }

    private static RefusalReason refusalOf(DealFixture deal, Command command) {
        return ((CommandRefused) deal.answerTo(command)).reason();
    }
}
