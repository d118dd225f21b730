package io.fairline.intake.admission;

import io.fairline.schemas.OrderId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody asks of one deal. */
public sealed interface Command {

    /** The deal in whose line the command will stand. */
    int dealId();

    /** May come with an Idempotency-Key; its fingerprint tells a retry from another command under that key. */
    sealed interface Repeatable extends Command {}

    record PlaceOrder(OrderId orderId, int quantity) implements Repeatable {
        @Override
        public int dealId() {
            return orderId.dealId();
        }
    }

    record ConfirmOrder(OrderId orderId) implements Command {
        @Override
        public int dealId() {
            return orderId.dealId();
        }
    }

    record CancelOrder(OrderId orderId) implements Command {
        @Override
        public int dealId() {
            return orderId.dealId();
        }
    }

    /**
     * Puts a deal on sale.
     *
     * @param opensAt before this orders are rejected; null: open at once
     */
    record OpenDeal(
            int dealId,
            String title,
            int stock,
            int maxQuantityPerOrder,
            int holdSeconds,
            @Nullable Instant opensAt) implements Command {}

    /**
     * Adds units (positive) or takes free ones away (negative).
     *
     * @param adjustmentId the same for every retry under the same key
     */
    record AdjustStock(int dealId, UUID adjustmentId, int delta) implements Repeatable {}

    record CloseDeal(int dealId) implements Command {}
}
