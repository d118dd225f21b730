package io.fairline.processor.domain;

import io.fairline.processor.domain.Event.OrderCancelled;
import io.fairline.processor.domain.Event.OrderConfirmed;
import io.fairline.processor.domain.Event.OrderReserved;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The deal's earliest deadline is never later than that of a hold: else nobody would look for the hold. */
final class NoHoldIsOverlooked implements Invariant {
    private final Map<UUID, Long> holds = new HashMap<>();

    @Override
    public void afterEvent(Deal before, Event event, Deal after) {
        if (event instanceof OrderReserved reserved) {
            holds.put(reserved.orderId(), reserved.holdUntilMillis());
            require(after.earliestDeadlineMillis() <= reserved.holdUntilMillis(), after, event);
        } else if (event instanceof OrderConfirmed confirmed) {
            holds.remove(confirmed.orderId());
        } else if (event instanceof OrderCancelled cancelled) {
            holds.remove(cancelled.orderId());
        }
    }

    @Override
    public void afterDecision(Decision decision) {
        Set<UUID> loaded = new HashSet<>();
        decision.before().orders().forEach(order -> loaded.add(order.orderId()));
        long earliest = decision.before().deal().earliestDeadlineMillis();
        holds.forEach((orderId, deadline) ->
                require(earliest <= deadline || loaded.contains(orderId), orderId, deadline, decision));
    }
}
