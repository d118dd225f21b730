package io.fairline.processor.domain;

import io.fairline.processor.domain.Event.CancellationReason;
import io.fairline.processor.domain.Event.OrderCancelled;
import io.fairline.processor.domain.Event.OrderConfirmed;
import io.fairline.processor.domain.Event.OrderReserved;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A hold lasts until its deadline, and not beyond the first decision that finds it due. */
final class HoldsEndWhenTheyAreDue implements Invariant {
    private final Map<UUID, Long> deadlines = new HashMap<>();

    @Override
    public void afterDecision(Decision decision) {
        for (Event event : decision.events()) {
            if (event instanceof OrderReserved reserved) {
                deadlines.put(reserved.orderId(), reserved.holdUntilMillis());
            } else if (event instanceof OrderConfirmed confirmed) {
                require(decision.nowMillis() < deadlines.getOrDefault(confirmed.orderId(), 0L), decision);
            } else if (event instanceof OrderCancelled cancelled && !cancelled.wasSold()) {
                boolean due = decision.nowMillis() >= deadlines.getOrDefault(cancelled.orderId(), 0L);
                require(due == (cancelled.reason() == CancellationReason.HOLD_EXPIRED), decision);
            }
        }
    }
}
