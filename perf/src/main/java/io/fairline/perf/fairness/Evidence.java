package io.fairline.perf.fairness;

import io.fairline.perf.fairness.Outcome.OrderRejected;
import io.fairline.perf.fairness.Outcome.OrderReserved;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A history with the few look-ups that several checks need.
 *
 * @param commandAt command by position
 * @param placements first PlaceOrder of each order: its place in the line
 * @param decisions how often each order was reserved or rejected
 * @param eventsByDeal of each deal in topic order
 * @param ordersAtTheEnd each order as the fold of all events leaves it
 */
record Evidence(
        History history,
        Map<Position, Command> commandAt,
        Map<UUID, Command> placements,
        Map<UUID, Integer> decisions,
        Map<Integer, List<Event>> eventsByDeal,
        OrderStates ordersAtTheEnd) {

    static Evidence of(History history) {
        Map<Position, Command> commandAt = HashMap.newHashMap(history.commands().size());
        Map<UUID, Command> placements = HashMap.newHashMap(history.commands().size());
        for (Command command : history.commands()) {
            commandAt.put(command.at(), command);
            if (command.request() instanceof Request.PlaceOrder order) {
                placements.putIfAbsent(order.orderId(), command);
            }
        }
        Map<UUID, Integer> decisions = HashMap.newHashMap(placements.size());
        Map<Integer, List<Event>> eventsByDeal = new LinkedHashMap<>();
        OrderStates orders = new OrderStates();
        for (Event event : history.events()) {
            eventsByDeal
                    .computeIfAbsent(event.dealId(), deal -> new ArrayList<>())
                    .add(event);
            orders.apply(event);
            UUID decided = decidedOrder(event);
            if (decided != null) {
                decisions.merge(decided, 1, Integer::sum);
            }
        }
        return new Evidence(history, commandAt, placements, decisions, eventsByDeal, orders);
    }

    /** A retry may lie in the log twice; the first record is the order's place. */
    boolean isPlaceInLine(Command command, Request.PlaceOrder order) {
        Command first = placements.get(order.orderId());
        return first != null && first.at().equals(command.at());
    }

    int decisionsOn(UUID orderId) {
        return decisions.getOrDefault(orderId, 0);
    }

    /** The order that the event reserves or rejects; null for every other event. */
    static @Nullable UUID decidedOrder(Event event) {
        return switch (event.outcome()) {
            case OrderReserved reserved -> reserved.orderId();
            case OrderRejected rejected -> rejected.orderId();
            case Outcome.DealOpened _,
                    Outcome.StockAdjusted _,
                    Outcome.DealClosed _,
                    Outcome.OrderConfirmed _,
                    Outcome.OrderCancelled _,
                    Outcome.CommandRefused _ -> null;
        };
    }
}
