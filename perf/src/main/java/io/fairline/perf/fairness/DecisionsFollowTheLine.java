package io.fairline.perf.fairness;

import io.fairline.perf.fairness.Outcome.OrderRejected;
import io.fairline.perf.fairness.Outcome.OrderReserved;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * C1: what is decided is decided in the order of the commands, on the partition of the commands, and the orders
 * of a deal are numbered 1, 2, 3 … as they are decided.
 */
final class DecisionsFollowTheLine implements Check {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Map<Integer, Long> lastCause = new HashMap<>();
        for (Event event : evidence.history().events()) {
            if (event.cause().partition() != event.at().partition()) {
                findings.report(
                        "event %s of deal %d was caused on another partition: %s",
                        event.at(), event.dealId(), event.cause());
            }
            long before = lastCause.getOrDefault(event.at().partition(), -1L);
            if (event.cause().offset() < before) {
                findings.report(
                        "event %s decides command %s after command %d was decided", event.at(), event.cause(), before);
            }
            lastCause.put(event.at().partition(), Math.max(before, event.cause().offset()));
        }
        evidence.eventsByDeal().forEach((dealId, events) -> countPlaces(dealId, events, findings));
    }

    private static void countPlaces(int dealId, List<Event> events, Findings findings) {
        long decided = 0;
        for (Event event : events) {
            OptionalLong place = placeTold(event);
            if (place.isEmpty()) {
                continue;
            }
            decided++;
            if (place.getAsLong() != decided) {
                findings.report(
                        "deal %d: the order decided as number %d was told place %d",
                        dealId, decided, place.getAsLong());
                decided = Math.max(decided, place.getAsLong());
            }
        }
    }

    /** Empty where no order is decided. */
    private static OptionalLong placeTold(Event event) {
        return switch (event.outcome()) {
            case OrderReserved won -> OptionalLong.of(won.placeInLine());
            case OrderRejected lost -> OptionalLong.of(lost.placeInLine());
            case Outcome.DealOpened _,
                    Outcome.StockAdjusted _,
                    Outcome.DealClosed _,
                    Outcome.OrderConfirmed _,
                    Outcome.OrderCancelled _,
                    Outcome.CommandRefused _ -> OptionalLong.empty();
        };
    }
}
