package io.fairline.processor.domain;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that somebody, or time, asks of one deal. */
public sealed interface Command {

    /** The order it is about; null for a command about the deal. */
    default @Nullable UUID order() {
        return null;
    }

    /** The adjustment that it is; null for every other command. */
    default @Nullable UUID adjustment() {
        return null;
    }

    /** Puts a deal on sale. */
    record OpenDeal(Terms terms, int stock, String openedBy) implements Command {}

    /** Adds (positive) or takes away (negative) available units; the id makes a retry the same adjustment. */
    record AdjustStock(UUID adjustmentId, int delta, String adjustedBy) implements Command {
        @Override
        public UUID adjustment() {
            return adjustmentId;
        }
    }

    /** Ends the sale. */
    record CloseDeal(String closedBy) implements Command {}

    /** A shopper's order. */
    record PlaceOrder(UUID orderId, String shopper, List<Line> lines, long fingerprint) implements Command {
        @Override
        public UUID order() {
            return orderId;
        }
    }

    /** Turns a hold into a sale. */
    record ConfirmOrder(UUID orderId, Requester requester) implements Command {
        @Override
        public UUID order() {
            return orderId;
        }
    }

    /** Gives the units of an order back. */
    record CancelOrder(UUID orderId, Requester requester) implements Command {
        @Override
        public UUID order() {
            return orderId;
        }
    }

    /** Time has passed. Every command ends the holds that are due; this one does nothing else. */
    record ExpireHolds() implements Command {}
}
