package io.fairline.perf.fairness;

import io.fairline.schemas.events.CancellationReason;
import io.fairline.schemas.events.RefusalReason;
import io.fairline.schemas.events.RefusedCommand;
import io.fairline.schemas.events.RejectionReason;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an event says was decided. */
public sealed interface Outcome {

    /** {@code opensAtMillis} is 0 where the deal opens at once. */
    record DealOpened(int stock, int maxQuantityPerOrder, int holdSeconds, long opensAtMillis) implements Outcome {

        private static final long LONGEST_CLOCK_LEAD_MILLIS = 1_000; // of the intake that let an order in

        boolean isOpenAt(long millis) {
            return millis >= opensAtMillis - LONGEST_CLOCK_LEAD_MILLIS;
        }
    }

    record StockAdjusted(String adjustmentId, int delta) implements Outcome {}

    record DealClosed() implements Outcome {}

    record OrderReserved(UUID orderId, String shopper, int quantity, long placeInLine, long holdUntilMillis)
            implements Outcome {}

    record OrderRejected(UUID orderId, String shopper, int quantity, long placeInLine, RejectionReason reason)
            implements Outcome {}

    record OrderConfirmed(UUID orderId, int quantity) implements Outcome {}

    record OrderCancelled(UUID orderId, int quantity, CancellationReason reason, boolean wasSold) implements Outcome {

        boolean byTheClock() {
            return reason == CancellationReason.HOLD_EXPIRED;
        }
    }

    record CommandRefused(RefusedCommand command, @Nullable UUID orderId, String requestedBy, RefusalReason reason)
            implements Outcome {

        /** The order that its owner is told about; null where the answer is that there is no such order. */
        @Nullable
        UUID ownOrder() {
            return reason == RefusalReason.UNKNOWN_ORDER ? null : orderId;
        }
    }
}
