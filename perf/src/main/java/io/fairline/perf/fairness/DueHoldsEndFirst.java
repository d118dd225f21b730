package io.fairline.perf.fairness;

import io.fairline.perf.fairness.Outcome.OrderReserved;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;

/**
 * C5: before a command of a deal is answered, the holds of that deal that are due by then have ended, so that their
 * units are there for it. Only where one command has ended as many as it may are some left to the next.
 */
final class DueHoldsEndFirst implements Check {

    private static final int MOST_ENDED_BY_ONE_COMMAND = 500; // ADR 1

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Map<Integer, Holds> holds = new HashMap<>();
        for (Command command : evidence.history().commands()) {
            holds.computeIfAbsent(
                            command.dealId(),
                            id -> new Holds(evidence.eventsByDeal().getOrDefault(id, List.of())))
                    .pass(command, findings);
        }
    }

    private record Hold(UUID orderId, long untilMillis) {}

    /** One deal's events and, of those passed so far, the holds that have not ended. */
    private static final class Holds {

        private final List<Event> events;
        private final PriorityQueue<Hold> byDeadline = new PriorityQueue<>(Comparator.comparingLong(Hold::untilMillis));
        private final Set<UUID> held = new HashSet<>();
        private int next;

        Holds(List<Event> events) {
            this.events = events;
        }

        /** Passes what the command brought about: the holds that it ended, then its answer if it has one. */
        void pass(Command command, Findings findings) {
            int ended = 0;
            for (; isNextOf(command) && events.get(next).isExpiry(); next++) {
                apply(events.get(next));
                ended++;
            }
            if (ended < MOST_ENDED_BY_ONE_COMMAND) {
                reportDue(command, findings);
            }
            for (; isNextOf(command); next++) {
                apply(events.get(next));
            }
        }

        private boolean isNextOf(Command command) {
            return next < events.size()
                    && events.get(next).cause().offset() <= command.at().offset();
        }

        private void apply(Event event) {
            switch (event.outcome()) {
                case OrderReserved won -> {
                    held.add(won.orderId());
                    byDeadline.add(new Hold(won.orderId(), won.holdUntilMillis()));
                }
                case Outcome.OrderConfirmed sold -> held.remove(sold.orderId());
                case Outcome.OrderCancelled gone -> held.remove(gone.orderId());
                case Outcome.DealOpened _,
                        Outcome.StockAdjusted _,
                        Outcome.DealClosed _,
                        Outcome.OrderRejected _,
                        Outcome.CommandRefused _ -> {}
            }
        }

        private void reportDue(Command command, Findings findings) {
            for (Hold first = byDeadline.peek();
                    first != null && first.untilMillis() <= command.appendedAtMillis();
                    first = byDeadline.peek()) {
                byDeadline.remove();
                if (held.contains(first.orderId())) {
                    findings.report(
                            "deal %d: order %s was still held at command %s, %d ms after its deadline",
                            command.dealId(),
                            first.orderId(),
                            command.at(),
                            command.appendedAtMillis() - first.untilMillis());
                }
            }
        }
    }
}
