package io.fairline.projection.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.projection.domain.Decision.DealClosed;
import io.fairline.projection.domain.Decision.DealCommandRefused;
import io.fairline.projection.domain.Decision.DealOpened;
import io.fairline.projection.domain.Decision.OrderCancelled;
import io.fairline.projection.domain.Decision.OrderCommandRefused;
import io.fairline.projection.domain.Decision.OrderConfirmed;
import io.fairline.projection.domain.Decision.OrderRejected;
import io.fairline.projection.domain.Decision.OrderReserved;
import io.fairline.projection.domain.Decision.StockAdjusted;
import io.fairline.projection.domain.Decision.UnknownOrderRefused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How a batch of events becomes one change for each order and deal. */
class FoldTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final UUID ORDER = UUID.fromString("00000007-0000-8000-8000-000000000001");
    private static final Counts COUNTS = new Counts(5, 3, 2);

    private final List<DealEvent> events = new ArrayList<>();

    @Test
    void orderWithItsVerdictInTheBatchIsKnownWhole() {
        reserved().confirmed();

        assertThat(orderChange())
                .isEqualTo(new OrderChange.Placed(new Order(
                        ORDER,
                        7,
                        "alice",
                        2,
                        OrderStatus.CONFIRMED,
                        null,
                        4L,
                        START.plusSeconds(60),
                        at(1),
                        at(2),
                        2,
                        12,
                        null)));
    }

    @Test
    void orderWhoseVerdictCameEarlierIsMoved() {
        confirmed().cancelled();

        assertThat(orderChange())
                .isEqualTo(new OrderChange.Moved(new Order(
                        ORDER,
                        7,
                        "alice",
                        2,
                        OrderStatus.CANCELLED,
                        "BY_SHOP",
                        null,
                        null,
                        at(1),
                        at(2),
                        2,
                        12,
                        null)));
    }

    @Test
    void refusalAloneChangesNothingElse() {
        refused("alice");

        assertThat(orderChange()).isEqualTo(new OrderChange.Refused(ORDER, 1, 11, refusal(1)));
    }

    @Test
    void refusalStaysUntilTheStatusChanges() {
        reserved().refused("alice");
        assertThat(((OrderChange.Placed) orderChange()).order().refusal()).isEqualTo(refusal(2));
        assertThat(((OrderChange.Placed) orderChange()).order().updatedAt()).isEqualTo(at(1));

        confirmed();
        assertThat(((OrderChange.Placed) orderChange()).order().refusal()).isNull();
    }

    @Test
    void rejectedOrderNeverHadADeadline() {
        add(new OrderRejected(ORDER, "alice", 2, 4, "SOLD_OUT"));

        Order order = ((OrderChange.Placed) orderChange()).order();
        assertThat(order.status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(order.reason()).isEqualTo("SOLD_OUT");
        assertThat(order.holdUntil()).isNull();
    }

    @Test
    void strangersAttemptTouchesTheOrderAndChangesNothing() {
        add(new UnknownOrderRefused(ORDER));

        Changes changes = Fold.of(events);
        assertThat(changes.orders()).isEmpty();
        assertThat(changes.touched()).contains(new EntityId.OfOrder(ORDER));
    }

    @Test
    void dealTakesTheCountsOfItsLastEvent() {
        reserved();

        assertThat(dealChange()).isEqualTo(new DealChange.Moved(7, null, COUNTS, 1, 1, false, null));
    }

    @Test
    void dealOpenedInTheBatchIsKnownWhole() {
        add(new DealOpened("Lamp", 5, 60, null, "shop"));
        add(new DealCommandRefused("OPEN_DEAL", "shop", "DEAL_EXISTS"));
        add(new DealClosed("shop"));

        assertThat(dealChange())
                .isEqualTo(
                        new DealChange.Opened(new Deal(7, "Lamp", Phase.CLOSED, COUNTS, 5, 60, null, at(1), 3, null)));
    }

    @Test
    void answerToADealCommandOutlivesEventsOfOrders() {
        add(new DealCommandRefused("CLOSE_DEAL", "shop", "DEAL_CLOSED"));
        reserved();

        Refusal refusal = new Refusal("CLOSE_DEAL", "DEAL_CLOSED", "shop", at(1));
        assertThat(dealChange()).isEqualTo(new DealChange.Moved(7, null, COUNTS, 1, 2, true, refusal));
        add(new StockAdjusted(1, "shop"));
        assertThat(dealChange()).isEqualTo(new DealChange.Moved(7, null, COUNTS, 1, 3, true, null));
    }

    @Test
    void ledgerHasTheMovementsAndNothingElse() {
        add(new DealOpened("Lamp", 5, 60, null, "shop"));
        reserved();
        add(new OrderRejected(UUID.randomUUID(), "bob", 1, 2, "SOLD_OUT"));
        refused("alice");
        cancelled();
        add(new StockAdjusted(-3, "shop"));
        add(new DealClosed("shop"));

        assertThat(Fold.of(events).ledger())
                .extracting(LedgerEntry::sequence, LedgerEntry::kind, LedgerEntry::units, LedgerEntry::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1L, LedgerEntry.Kind.OPENED, 10, null),
                        org.assertj.core.groups.Tuple.tuple(2L, LedgerEntry.Kind.RESERVED, 2, null),
                        org.assertj.core.groups.Tuple.tuple(5L, LedgerEntry.Kind.CANCELLED, 2, "BY_SHOP"),
                        org.assertj.core.groups.Tuple.tuple(6L, LedgerEntry.Kind.ADJUSTED, -3, null),
                        org.assertj.core.groups.Tuple.tuple(7L, LedgerEntry.Kind.CLOSED, 0, null));
    }

    private FoldTest reserved() {
        return add(new OrderReserved(ORDER, "alice", 2, 4, START.plusSeconds(60)));
    }

    private FoldTest confirmed() {
        return add(new OrderConfirmed(ORDER, "alice", 2, "alice"));
    }

    private FoldTest cancelled() {
        return add(new OrderCancelled(ORDER, "alice", 2, "BY_SHOP", "shop"));
    }

    private FoldTest refused(String by) {
        return add(new OrderCommandRefused(ORDER, "CANCEL_ORDER", by, "ALREADY_CONFIRMED"));
    }

    private static Refusal refusal(long sequence) {
        return new Refusal("CANCEL_ORDER", "ALREADY_CONFIRMED", "alice", at(sequence));
    }

    private FoldTest add(Decision decision) {
        long sequence = events.size() + 1L;
        events.add(new DealEvent(7, sequence, new Position(3, 10 + sequence), at(sequence), COUNTS, decision));
        return this;
    }

    private static Instant at(long sequence) {
        return START.plusSeconds(sequence);
    }

    private OrderChange orderChange() {
        return Fold.of(events).orders().getFirst();
    }

    private DealChange dealChange() {
        return Fold.of(events).deals().getFirst();
    }
}
