package io.fairline.processor.domain;

import io.fairline.processor.domain.Event.CancellationReason;
import io.fairline.processor.domain.Event.CommandRefused;
import io.fairline.processor.domain.Event.DealClosed;
import io.fairline.processor.domain.Event.DealOpened;
import io.fairline.processor.domain.Event.OrderCancelled;
import io.fairline.processor.domain.Event.OrderConfirmed;
import io.fairline.processor.domain.Event.OrderRejected;
import io.fairline.processor.domain.Event.OrderReserved;
import io.fairline.processor.domain.Event.StockAdjusted;
import java.util.UUID;

/** What a decision changes: the only way in which state changes, live and on replay. */
public final class Evolution {

    private static final long NEVER_HELD = 0;

    private Evolution() {}

    /** The state after one event. The event has happened, so nothing is checked that its decision has checked. */
    public static State evolve(State state, Event event) {
        Deal deal = state.deal();
        Counts counts = deal.counts();
        return switch (event) {
            case DealOpened opened ->
                state.with(deal.next(Counts.of(opened.stock())).with(Phase.OPEN, opened.terms()));
            case StockAdjusted adjusted ->
                state.with(
                        deal.next(counts.changedBy(adjusted.delta())),
                        new Adjustment(adjusted.adjustmentId(), adjusted.delta()));
            case DealClosed _ -> state.with(deal.next(counts).with(Phase.CLOSED, deal.terms()));
            case OrderReserved reserved -> reserved(state, reserved);
            case OrderRejected rejected -> rejected(state, rejected);
            case OrderConfirmed confirmed -> {
                Order order = known(state, confirmed.orderId());
                yield state.withChanged(deal.next(counts.sell(order.units())), order.become(OrderStatus.CONFIRMED));
            }
            case OrderCancelled cancelled -> cancelled(state, cancelled);
            case CommandRefused _ -> state.with(deal.next(counts));
        };
    }

    private static State reserved(State state, OrderReserved event) {
        Deal deal = state.deal();
        Deal after = deal.next(deal.counts().reserve(Order.unitsIn(event.lines())))
                .withOrdersDecided(event.placeInLine())
                .withEarliestDeadline(Math.min(deal.earliestDeadlineMillis(), event.holdUntilMillis()));
        Order order = new Order(
                event.orderId(),
                event.shopper(),
                event.lines(),
                event.fingerprint(),
                OrderStatus.RESERVED,
                event.holdUntilMillis());
        return state.withNew(after, order);
    }

    private static State rejected(State state, OrderRejected event) {
        Deal deal = state.deal();
        Deal after = deal.next(deal.counts()).withOrdersDecided(event.placeInLine());
        Order order = new Order(
                event.orderId(), event.shopper(), event.lines(), event.fingerprint(), OrderStatus.REJECTED, NEVER_HELD);
        return state.withNew(after, order);
    }

    private static State cancelled(State state, OrderCancelled event) {
        Deal deal = state.deal();
        Order order = known(state, event.orderId());
        Counts counts = event.wasSold()
                ? deal.counts().giveBackSold(order.units())
                : deal.counts().giveBackHeld(order.units());
        OrderStatus status =
                event.reason() == CancellationReason.HOLD_EXPIRED ? OrderStatus.EXPIRED : OrderStatus.CANCELLED;
        return state.withChanged(deal.next(counts), order.become(status));
    }

    private static Order known(State state, UUID orderId) {
        Order order = state.order(orderId);
        if (order == null) {
            throw new IllegalStateException(
                    "an event about order %s, which the state does not hold".formatted(orderId));
        }
        return order;
    }
}
