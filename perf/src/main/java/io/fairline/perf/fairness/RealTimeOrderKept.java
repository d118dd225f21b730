package io.fairline.perf.fairness;

import io.fairline.perf.fairness.Answer.Accepted;
import io.fairline.perf.fairness.Answer.Unknown;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * C1: whoever had a 202 in hand before another's request began stands before that other in the deal's line.
 *
 * <p>Walking down the line it is enough to remember the latest start among those already passed: an order that
 * was answered before that start has been overtaken. An order starts with its first attempt, also where only a retry with
 * the same key was answered: the first may be what stands in the line.
 */
final class RealTimeOrderKept implements Check {

    private static final class Window {
        long firstSentNanos = Long.MAX_VALUE;
        long firstAcceptedNanos = Long.MAX_VALUE;

        void start(Call call, Map<Purchase, Long> firstAttempts) {
            long sent = firstAttempts.getOrDefault(Purchase.of(call), call.sentNanos());
            firstSentNanos = Math.min(firstSentNanos, sent);
        }
    }

    private static final class Latest {
        long sentNanos = Long.MIN_VALUE;
        Object order = "";
    }

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Map<UUID, Window> windows = windows(evidence);
        Map<Integer, Latest> latestByDeal = new HashMap<>();
        for (Command command : evidence.history().commands()) {
            if (command.request() instanceof Request.PlaceOrder order && evidence.isPlaceInLine(command, order)) {
                Window window = windows.get(order.orderId());
                if (window != null) {
                    pass(order, window, latestByDeal.computeIfAbsent(command.dealId(), id -> new Latest()), findings);
                }
            }
        }
    }

    private static void pass(Request.PlaceOrder order, Window window, Latest latest, Findings findings) {
        if (window.firstAcceptedNanos < latest.sentNanos) {
            findings.report(
                    "order %s was answered %d ns before order %s was sent, and stands behind it",
                    order.orderId(), latest.sentNanos - window.firstAcceptedNanos, latest.order);
        }
        if (window.firstSentNanos > latest.sentNanos) {
            latest.sentNanos = window.firstSentNanos;
            latest.order = order.orderId();
        }
    }

    private static Map<UUID, Window> windows(Evidence evidence) {
        Map<Purchase, Long> firstSentNanos = firstAttempts(evidence);
        Map<UUID, Window> windows = new HashMap<>();
        for (Call call : evidence.history().calls()) {
            switch (call.answer()) {
                case Accepted accepted -> {
                    Window window = windows.computeIfAbsent(accepted.orderId(), id -> new Window());
                    window.start(call, firstSentNanos);
                    window.firstAcceptedNanos = Math.min(window.firstAcceptedNanos, call.answeredNanos());
                }
                case Unknown(UUID orderId)
                when orderId != null ->
                    windows.computeIfAbsent(orderId, id -> new Window()).start(call, firstSentNanos);
                case Unknown _, Answer.TurnedAway _ -> {}
            }
        }
        return windows;
    }

    /** A lost answer names no order: its key does. */
    private static Map<Purchase, Long> firstAttempts(Evidence evidence) {
        Map<Purchase, Long> firstSentNanos = new HashMap<>();
        for (Call call : evidence.history().calls()) {
            if (!(call.answer() instanceof Answer.TurnedAway)) {
                firstSentNanos.merge(Purchase.of(call), call.sentNanos(), Math::min);
            }
        }
        return firstSentNanos;
    }
}
