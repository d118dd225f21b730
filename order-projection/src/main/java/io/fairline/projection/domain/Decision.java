package io.fairline.projection.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was decided. Reasons keep the wire's names: they are shown, never acted upon but for an expiry's, and a reason that
 * is new tomorrow must not stop the projection today.
 */
public sealed interface Decision {

    /** A decision that changes an order, as opposed to the deal itself. */
    sealed interface OnOrder extends Decision {
        UUID orderId();
    }

    /** A decision that changes the deal itself. */
    sealed interface OnDeal extends Decision {}

    record DealOpened(
            String title,
            int maxQuantityPerOrder,
            int holdSeconds,
            @Nullable Instant opensAt,
            String openedBy) implements OnDeal {}

    record StockAdjusted(int delta, String adjustedBy) implements OnDeal {}

    record DealClosed(String closedBy) implements OnDeal {}

    /** The deal's command changed nothing. */
    record DealCommandRefused(String command, String requestedBy, String reason) implements OnDeal {}

    record OrderReserved(UUID orderId, String shopper, int quantity, long placeInLine, Instant holdUntil)
            implements OnOrder {}

    record OrderRejected(UUID orderId, String shopper, int quantity, long placeInLine, String reason)
            implements OnOrder {}

    record OrderConfirmed(UUID orderId, String shopper, int quantity, String confirmedBy) implements OnOrder {}

    record OrderCancelled(UUID orderId, String shopper, int quantity, String reason, String cancelledBy)
            implements OnOrder {

        private static final String EXPIRY = "HOLD_EXPIRED";

        /** Whether time ended the hold, and not the command that was decided then. */
        boolean isExpiry() {
            return reason.equals(EXPIRY);
        }
    }

    /** A command on an order the requester may know of changed nothing. */
    record OrderCommandRefused(UUID orderId, String command, String requestedBy, String reason) implements OnOrder {}

    /** Somebody asked about an order that does not exist, or that is none of theirs: it leaves no trace on any order. */
    record UnknownOrderRefused(UUID orderId) implements OnOrder {}
}
