package io.fairline.perf.fairness;

import java.util.UUID;

/** What a command asks. */
public sealed interface Request {

    /** Puts the deal on sale; {@code opensAtMillis} is 0 where it opens at once. */
    record OpenDeal(int stock, int maxQuantityPerOrder, int holdSeconds, long opensAtMillis) implements Request {}

    record AdjustStock(String adjustmentId, int delta) implements Request {}

    record CloseDeal() implements Request {}

    record PlaceOrder(UUID orderId, int quantity) implements Request {}

    record ConfirmOrder(UUID orderId) implements Request {}

    record CancelOrder(UUID orderId) implements Request {}

    record ExpireHolds() implements Request {}
}
