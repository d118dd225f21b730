package io.fairline.processor.domain;

import java.util.List;
import java.util.UUID;

/**
 * A decided order.
 *
 * @param orderId its id
 * @param shopper whose it is
 * @param lines what was asked for
 * @param fingerprint tells a retry of the same request from another request under the same id
 * @param status what has become of it
 * @param holdUntilMillis epoch milliseconds from which its hold may expire; 0 when it never had one
 */
public record Order(
        UUID orderId, String shopper, List<Line> lines, long fingerprint, OrderStatus status, long holdUntilMillis) {

    boolean isDueAt(long nowMillis) {
        return status == OrderStatus.RESERVED && holdUntilMillis <= nowMillis;
    }

    int units() {
        return unitsIn(lines);
    }

    Order become(OrderStatus newStatus) {
        return new Order(orderId, shopper, lines, fingerprint, newStatus, holdUntilMillis);
    }

    static int unitsIn(List<Line> lines) {
        int units = 0;
        for (Line line : lines) {
            units = Math.addExact(units, line.quantity());
        }
        return units;
    }
}
