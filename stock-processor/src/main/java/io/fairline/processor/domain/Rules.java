package io.fairline.processor.domain;

import io.fairline.processor.domain.Command.AdjustStock;
import io.fairline.processor.domain.Command.CancelOrder;
import io.fairline.processor.domain.Command.CloseDeal;
import io.fairline.processor.domain.Command.ConfirmOrder;
import io.fairline.processor.domain.Command.ExpireHolds;
import io.fairline.processor.domain.Command.OpenDeal;
import io.fairline.processor.domain.Command.PlaceOrder;
import io.fairline.processor.domain.Event.CancellationReason;
import io.fairline.processor.domain.Event.CommandRefused;
import io.fairline.processor.domain.Event.DealClosed;
import io.fairline.processor.domain.Event.DealOpened;
import io.fairline.processor.domain.Event.OrderCancelled;
import io.fairline.processor.domain.Event.OrderConfirmed;
import io.fairline.processor.domain.Event.OrderRejected;
import io.fairline.processor.domain.Event.OrderReserved;
import io.fairline.processor.domain.Event.RefusalReason;
import io.fairline.processor.domain.Event.RefusedCommand;
import io.fairline.processor.domain.Event.RejectionReason;
import io.fairline.processor.domain.Event.StockAdjusted;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is decided. The same state, command and time give the same events, whoever asks and however often.
 *
 * <p>A command that loses or cannot be done is answered by an event as well; only a repeated one is not. What an event
 * does to the state is {@link Evolution}'s to say.
 */
public final class Rules {

    /** Who ends holds. */
    public static final String CLOCK = "clock";

    private Rules() {}

    /**
     * Decides one command.
     *
     * <p>Holds that are due end first, so that their units are there for the command; the state brings as many of them
     * as one decision shall end.
     *
     * @param nowMillis epoch milliseconds at which the command was appended to the log
     * @return what happens, in this order; each event applies to the state after the one before it
     */
    public static List<Event> decide(State state, Command command, long nowMillis) {
        List<Event> expiries = endDueHolds(state, nowMillis);
        if (expiries.isEmpty()) {
            return answer(state, command, nowMillis);
        }
        State later = state;
        for (Event expiry : expiries) {
            later = Evolution.evolve(later, expiry);
        }
        expiries.addAll(answer(later, command, nowMillis));
        return List.copyOf(expiries);
    }

    /** Whether the command has been answered before, so that it is not answered again. */
    public static Repetition repetitionOf(State state, Command command) {
        return switch (command) {
            case PlaceOrder place -> {
                Order order = state.order(place.orderId());
                if (order == null) {
                    yield Repetition.NONE;
                }
                boolean same = order.fingerprint() == place.fingerprint()
                        && order.shopper().equals(place.shopper());
                yield same ? Repetition.SAME : Repetition.CONFLICTING;
            }
            case AdjustStock adjust -> {
                Adjustment adjustment = state.adjustment();
                if (adjustment == null) {
                    yield Repetition.NONE;
                }
                yield adjustment.delta() == adjust.delta() ? Repetition.SAME : Repetition.CONFLICTING;
            }
            case OpenDeal _, CloseDeal _, ConfirmOrder _, CancelOrder _, ExpireHolds _ -> Repetition.NONE;
        };
    }

    private static List<Event> endDueHolds(State state, long nowMillis) {
        List<Event> expiries = List.of();
        for (Order order : state.orders()) {
            if (order.isDueAt(nowMillis)) {
                expiries = expiries.isEmpty() ? new ArrayList<>() : expiries;
                expiries.add(cancelled(order, CancellationReason.HOLD_EXPIRED, false, CLOCK));
            }
        }
        return expiries;
    }

    private static List<Event> answer(State state, Command command, long nowMillis) {
        if (repetitionOf(state, command) != Repetition.NONE) {
            return List.of();
        }
        return switch (command) {
            case OpenDeal open -> List.of(open(state.deal(), open));
            case AdjustStock adjust -> List.of(adjust(state.deal(), adjust));
            case CloseDeal close -> List.of(close(state.deal(), close));
            case PlaceOrder place -> List.of(place(state.deal(), place, nowMillis));
            case ConfirmOrder confirm -> List.of(confirm(state, confirm));
            case CancelOrder cancel -> List.of(cancel(state, cancel));
            case ExpireHolds _ -> List.of();
        };
    }

    private static Event open(Deal deal, OpenDeal open) {
        if (deal.phase() != Phase.UNOPENED) {
            return refused(RefusedCommand.OPEN_DEAL, open.openedBy(), RefusalReason.DEAL_EXISTS);
        }
        if (!open.terms().areSound() || open.stock() < 1 || open.stock() > Counts.LARGEST_STOCK) {
            return refused(RefusedCommand.OPEN_DEAL, open.openedBy(), RefusalReason.INVALID_COMMAND);
        }
        return new DealOpened(open.terms(), open.stock(), open.openedBy());
    }

    private static Event adjust(Deal deal, AdjustStock adjust) {
        RefusalReason reason = whyNotAdjusted(deal, adjust);
        return reason == null
                ? new StockAdjusted(adjust.adjustmentId(), adjust.delta(), adjust.adjustedBy())
                : refused(RefusedCommand.ADJUST_STOCK, adjust.adjustedBy(), reason);
    }

    private static @Nullable RefusalReason whyNotAdjusted(Deal deal, AdjustStock adjust) {
        return switch (deal.phase()) {
            case UNOPENED -> RefusalReason.UNKNOWN_DEAL;
            case CLOSED -> RefusalReason.DEAL_CLOSED;
            case OPEN -> {
                if (adjust.delta() == 0) {
                    yield RefusalReason.INVALID_COMMAND;
                }
                yield deal.counts().canChangeBy(adjust.delta()) ? null : RefusalReason.STOCK_OUT_OF_BOUNDS;
            }
        };
    }

    private static Event close(Deal deal, CloseDeal close) {
        return switch (deal.phase()) {
            case UNOPENED -> refused(RefusedCommand.CLOSE_DEAL, close.closedBy(), RefusalReason.UNKNOWN_DEAL);
            case CLOSED -> refused(RefusedCommand.CLOSE_DEAL, close.closedBy(), RefusalReason.DEAL_CLOSED);
            case OPEN -> new DealClosed(close.closedBy());
        };
    }

    private static Event place(Deal deal, PlaceOrder place, long nowMillis) {
        long placeInLine = deal.ordersDecided() + 1;
        RejectionReason reason = whyRejected(deal, place, nowMillis);
        if (reason != null) {
            return new OrderRejected(
                    place.orderId(), place.shopper(), place.lines(), place.fingerprint(), placeInLine, reason);
        }
        long holdUntilMillis = deal.terms().holdUntilMillis(nowMillis);
        return new OrderReserved(
                place.orderId(), place.shopper(), place.lines(), place.fingerprint(), placeInLine, holdUntilMillis);
    }

    private static @Nullable RejectionReason whyRejected(Deal deal, PlaceOrder place, long nowMillis) {
        if (deal.phase() == Phase.UNOPENED) {
            return RejectionReason.UNKNOWN_DEAL;
        }
        if (deal.phase() == Phase.CLOSED) {
            return RejectionReason.DEAL_CLOSED;
        }
        if (!deal.terms().areOpenAt(nowMillis)) {
            return RejectionReason.DEAL_NOT_OPEN_YET;
        }
        if (!isOneLineOf(deal, place.lines())) {
            return RejectionReason.INVALID_ORDER;
        }
        int quantity = place.lines().getFirst().quantity();
        if (quantity > deal.terms().maxQuantityPerOrder()) {
            return RejectionReason.QUANTITY_OVER_MAXIMUM;
        }
        if (deal.isSoldOut()) {
            return RejectionReason.SOLD_OUT;
        }
        return quantity > deal.counts().available() ? RejectionReason.NOT_ENOUGH_LEFT : null;
    }

    private static boolean isOneLineOf(Deal deal, List<Line> lines) {
        return lines.size() == 1
                && lines.getFirst().dealId() == deal.dealId()
                && lines.getFirst().quantity() >= 1;
    }

    private static Event confirm(State state, ConfirmOrder confirm) {
        Requester requester = confirm.requester();
        Order order = state.order(confirm.orderId());
        // A stranger learns no more about an order than about one that does not exist.
        if (order == null || !requester.mayConfirm(order)) {
            return refused(confirm, RefusalReason.UNKNOWN_ORDER);
        }
        return switch (order.status()) {
            case RESERVED -> new OrderConfirmed(order.orderId(), order.shopper(), order.lines(), requester.name());
            case CONFIRMED -> refused(confirm, RefusalReason.ALREADY_CONFIRMED);
            case REJECTED -> refused(confirm, RefusalReason.ORDER_REJECTED);
            case CANCELLED -> refused(confirm, RefusalReason.ALREADY_CANCELLED);
            case EXPIRED -> refused(confirm, RefusalReason.HOLD_EXPIRED);
        };
    }

    private static Event cancel(State state, CancelOrder cancel) {
        Requester requester = cancel.requester();
        Order order = state.order(cancel.orderId());
        if (order == null || !requester.mayCancel(order)) {
            return refused(cancel, RefusalReason.UNKNOWN_ORDER);
        }
        boolean byShop = requester.authority().cancelsForOthers();
        CancellationReason reason = byShop ? CancellationReason.BY_SHOP : CancellationReason.BY_SHOPPER;
        return switch (order.status()) {
            case RESERVED -> cancelled(order, reason, false, requester.name());
            case CONFIRMED ->
                byShop
                        ? cancelled(order, reason, true, requester.name())
                        : refused(cancel, RefusalReason.ALREADY_CONFIRMED);
            case REJECTED -> refused(cancel, RefusalReason.ORDER_REJECTED);
            case CANCELLED -> refused(cancel, RefusalReason.ALREADY_CANCELLED);
            case EXPIRED -> refused(cancel, RefusalReason.HOLD_EXPIRED);
        };
    }

    private static Event cancelled(Order order, CancellationReason reason, boolean wasSold, String cancelledBy) {
        return new OrderCancelled(order.orderId(), order.shopper(), order.lines(), reason, wasSold, cancelledBy);
    }

    private static Event refused(ConfirmOrder confirm, RefusalReason reason) {
        return refused(
                RefusedCommand.CONFIRM_ORDER,
                confirm.orderId(),
                confirm.requester().name(),
                reason);
    }

    private static Event refused(CancelOrder cancel, RefusalReason reason) {
        return refused(
                RefusedCommand.CANCEL_ORDER,
                cancel.orderId(),
                cancel.requester().name(),
                reason);
    }

    private static Event refused(RefusedCommand command, String requestedBy, RefusalReason reason) {
        return refused(command, null, requestedBy, reason);
    }

    private static Event refused(
            RefusedCommand command, @Nullable UUID orderId, String requestedBy, RefusalReason reason) {
        return new CommandRefused(command, orderId, requestedBy, reason);
    }
}
