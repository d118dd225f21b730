package io.fairline.processor.domain;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that was decided about one deal. Each counts one in the deal's sequence. */
public sealed interface Event {

    /** The deal is on sale. */
    record DealOpened(Terms terms, int stock, String openedBy) implements Event {}

    /** Available units were added (positive) or taken away (negative). */
    record StockAdjusted(UUID adjustmentId, int delta, String adjustedBy) implements Event {}

    /** The sale has ended. */
    record DealClosed(String closedBy) implements Event {}

    /** The order won: its units are held until a deadline. */
    record OrderReserved(
            UUID orderId, String shopper, List<Line> lines, long fingerprint, long placeInLine, long holdUntilMillis)
            implements Event {}

    /** The order lost. */
    record OrderRejected(
            UUID orderId, String shopper, List<Line> lines, long fingerprint, long placeInLine, RejectionReason reason)
            implements Event {}

    /** The held units are sold. */
    record OrderConfirmed(UUID orderId, String shopper, List<Line> lines, String confirmedBy) implements Event {}

    /** The order's units are available again. */
    record OrderCancelled(
            UUID orderId,
            String shopper,
            List<Line> lines,
            CancellationReason reason,
            boolean wasSold,
            String cancelledBy)
            implements Event {}

    /** The command changed nothing. */
    record CommandRefused(RefusedCommand command, @Nullable UUID orderId, String requestedBy, RefusalReason reason)
            implements Event {}

    /** Why an order lost. */
    enum RejectionReason {
        SOLD_OUT,
        NOT_ENOUGH_LEFT,
        UNKNOWN_DEAL,
        DEAL_NOT_OPEN_YET,
        DEAL_CLOSED,
        QUANTITY_OVER_MAXIMUM,
        INVALID_ORDER
    }

    /** Why an order's units were given back. */
    enum CancellationReason {
        BY_SHOPPER,
        HOLD_EXPIRED,
        BY_SHOP
    }

    /** The commands that can be refused. */
    enum RefusedCommand {
        OPEN_DEAL,
        ADJUST_STOCK,
        CLOSE_DEAL,
        CONFIRM_ORDER,
        CANCEL_ORDER
    }

    /** Why a command changed nothing. */
    enum RefusalReason {
        UNKNOWN_ORDER,
        ALREADY_CONFIRMED,
        ALREADY_CANCELLED,
        ORDER_REJECTED,
        HOLD_EXPIRED,
        UNKNOWN_DEAL,
        DEAL_EXISTS,
        DEAL_CLOSED,
        STOCK_OUT_OF_BOUNDS,
        INVALID_COMMAND
    }
}
