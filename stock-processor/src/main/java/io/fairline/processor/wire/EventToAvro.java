package io.fairline.processor.wire;

import io.fairline.processor.domain.Counts;
import io.fairline.processor.domain.Deal;
import io.fairline.processor.domain.Event;
import io.fairline.processor.domain.Line;
import io.fairline.processor.domain.Terms;
import io.fairline.schemas.events.CancellationReason;
import io.fairline.schemas.events.CommandRefused;
import io.fairline.schemas.events.DealClosed;
import io.fairline.schemas.events.DealOpened;
import io.fairline.schemas.events.OrderCancelled;
import io.fairline.schemas.events.OrderConfirmed;
import io.fairline.schemas.events.OrderEvent;
import io.fairline.schemas.events.OrderLine;
import io.fairline.schemas.events.OrderRejected;
import io.fairline.schemas.events.OrderReserved;
import io.fairline.schemas.events.RefusalReason;
import io.fairline.schemas.events.RefusedCommand;
import io.fairline.schemas.events.RejectionReason;
import io.fairline.schemas.events.StockAdjusted;
import java.util.ArrayList;
import java.util.List;

/** Turns an event of the domain into one on the wire. */
public final class EventToAvro {

    private EventToAvro() {}

    /** The event in its envelope, with the deal as it stands after it. */
    public static OrderEvent write(Event event, Deal after, Cause cause) {
        Counts counts = after.counts();
        return new OrderEvent(
                after.dealId(),
                after.sequence(),
                cause.partition(),
                cause.offset(),
                cause.appendedAtMillis(),
                counts.available(),
                counts.held(),
                counts.sold(),
                payload(event));
    }

    private static Object payload(Event event) {
        return switch (event) {
            case Event.DealOpened opened -> opened(opened);
            case Event.StockAdjusted adjusted ->
                new StockAdjusted(adjusted.adjustmentId().toString(), adjusted.delta(), adjusted.adjustedBy());
            case Event.DealClosed closed -> new DealClosed(closed.closedBy());
            case Event.OrderReserved won ->
                new OrderReserved(
                        won.orderId().toString(),
                        won.shopper(),
                        lines(won.lines()),
                        won.placeInLine(),
                        won.holdUntilMillis());
            case Event.OrderRejected lost ->
                new OrderRejected(
                        lost.orderId().toString(),
                        lost.shopper(),
                        lines(lost.lines()),
                        lost.placeInLine(),
                        reason(lost.reason()));
            case Event.OrderConfirmed confirmed ->
                new OrderConfirmed(
                        confirmed.orderId().toString(),
                        confirmed.shopper(),
                        lines(confirmed.lines()),
                        confirmed.confirmedBy());
            case Event.OrderCancelled cancelled ->
                new OrderCancelled(
                        cancelled.orderId().toString(),
                        cancelled.shopper(),
                        lines(cancelled.lines()),
                        reason(cancelled.reason()),
                        cancelled.wasSold(),
                        cancelled.cancelledBy());
            case Event.CommandRefused refused ->
                new CommandRefused(
                        command(refused.command()),
                        refused.orderId() == null ? null : refused.orderId().toString(),
                        refused.requestedBy(),
                        reason(refused.reason()));
        };
    }

    private static DealOpened opened(Event.DealOpened opened) {
        Terms terms = opened.terms();
        return new DealOpened(
                terms.title(),
                opened.stock(),
                terms.maxQuantityPerOrder(),
                terms.holdSeconds(),
                terms.opensAtMillis(),
                opened.openedBy());
    }

    private static List<OrderLine> lines(List<Line> lines) {
        List<OrderLine> result = new ArrayList<>(lines.size());
        for (Line line : lines) {
            result.add(new OrderLine(line.dealId(), line.quantity()));
        }
        return result;
    }

    private static RejectionReason reason(Event.RejectionReason reason) {
        return switch (reason) {
            case SOLD_OUT -> RejectionReason.SOLD_OUT;
            case NOT_ENOUGH_LEFT -> RejectionReason.NOT_ENOUGH_LEFT;
            case UNKNOWN_DEAL -> RejectionReason.UNKNOWN_DEAL;
            case DEAL_NOT_OPEN_YET -> RejectionReason.DEAL_NOT_OPEN_YET;
            case DEAL_CLOSED -> RejectionReason.DEAL_CLOSED;
            case QUANTITY_OVER_MAXIMUM -> RejectionReason.QUANTITY_OVER_MAXIMUM;
            case INVALID_ORDER -> RejectionReason.INVALID_ORDER;
        };
    }

    private static CancellationReason reason(Event.CancellationReason reason) {
        return switch (reason) {
            case BY_SHOPPER -> CancellationReason.BY_SHOPPER;
            case HOLD_EXPIRED -> CancellationReason.HOLD_EXPIRED;
            case BY_SHOP -> CancellationReason.BY_SHOP;
        };
    }

    private static RefusedCommand command(Event.RefusedCommand command) {
        return switch (command) {
            case OPEN_DEAL -> RefusedCommand.OPEN_DEAL;
            case ADJUST_STOCK -> RefusedCommand.ADJUST_STOCK;
            case CLOSE_DEAL -> RefusedCommand.CLOSE_DEAL;
            case CONFIRM_ORDER -> RefusedCommand.CONFIRM_ORDER;
            case CANCEL_ORDER -> RefusedCommand.CANCEL_ORDER;
        };
    }

    private static RefusalReason reason(Event.RefusalReason reason) {
        return switch (reason) {
            case UNKNOWN_ORDER -> RefusalReason.UNKNOWN_ORDER;
            case ALREADY_CONFIRMED -> RefusalReason.ALREADY_CONFIRMED;
            case ALREADY_CANCELLED -> RefusalReason.ALREADY_CANCELLED;
            case ORDER_REJECTED -> RefusalReason.ORDER_REJECTED;
            case HOLD_EXPIRED -> RefusalReason.HOLD_EXPIRED;
            case UNKNOWN_DEAL -> RefusalReason.UNKNOWN_DEAL;
            case DEAL_EXISTS -> RefusalReason.DEAL_EXISTS;
            case DEAL_CLOSED -> RefusalReason.DEAL_CLOSED;
            case STOCK_OUT_OF_BOUNDS -> RefusalReason.STOCK_OUT_OF_BOUNDS;
            case INVALID_COMMAND -> RefusalReason.INVALID_COMMAND;
        };
    }
}
