package io.fairline.processor.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One deal and all its orders, which loads the state for each decision as the topology does from its stores. */
final class DealInMemory {

    private final RulesUnderTest rules;
    private final int expiriesPerDecision;
    private final List<Invariant> invariants;
    private final Map<UUID, Order> orders = new HashMap<>();
    private final Map<UUID, Adjustment> adjustments = new HashMap<>();
    private Deal deal;

    DealInMemory(int dealId, RulesUnderTest rules, int expiriesPerDecision, List<Invariant> invariants) {
        this.deal = Deal.unopened(dealId);
        this.rules = rules;
        this.expiriesPerDecision = expiriesPerDecision;
        this.invariants = invariants;
    }

    Deal deal() {
        return deal;
    }

    Map<UUID, Order> orders() {
        return orders;
    }

    List<Event> decide(Command command, long nowMillis) {
        State state = load(command, nowMillis);
        List<Event> events = rules.decide().decide(state, command, nowMillis);
        Decision decision = new Decision(state, command, nowMillis, events);
        invariants.forEach(invariant -> invariant.afterDecision(decision));
        for (Event event : events) {
            Deal before = state.deal();
            state = rules.evolve().evolve(state, event);
            for (Invariant invariant : invariants) {
                invariant.afterEvent(before, event, state.deal());
            }
        }
        store(state);
        return events;
    }

    /** Applies an event that was decided before, as a reader of the whole log does. */
    void replay(Event event) {
        UUID orderId = orderOf(event);
        Order order = orderId == null ? null : orders.get(orderId);
        store(rules.evolve().evolve(new State(deal, order == null ? List.of() : List.of(order)), event));
    }

    private State load(Command command, long nowMillis) {
        List<Order> loaded = new ArrayList<>();
        Deal current = deal;
        if (deal.mayHaveHoldsDueAt(nowMillis)) {
            List<Order> held = orders.values().stream()
                    .filter(order -> order.status() == OrderStatus.RESERVED)
                    .sorted((a, b) -> Long.compare(a.holdUntilMillis(), b.holdUntilMillis()))
                    .toList();
            held.stream()
                    .filter(order -> order.isDueAt(nowMillis))
                    .limit(expiriesPerDecision)
                    .forEach(loaded::add);
            long next = loaded.size() == held.size()
                    ? Deal.NO_DEADLINE
                    : held.get(loaded.size()).holdUntilMillis();
            current = deal.withEarliestDeadline(next);
        }
        Order named = orders.get(command.order());
        if (named != null && !loaded.contains(named)) {
            loaded.add(named);
        }
        return new State(current, List.copyOf(loaded), adjustments.get(command.adjustment()));
    }

    private void store(State state) {
        deal = state.deal();
        state.orders().forEach(order -> orders.put(order.orderId(), order));
        if (state.adjustment() != null) {
            adjustments.put(state.adjustment().adjustmentId(), state.adjustment());
        }
    }

    private static @Nullable UUID orderOf(Event event) {
        return switch (event) {
            case Event.OrderReserved reserved -> reserved.orderId();
            case Event.OrderRejected rejected -> rejected.orderId();
            case Event.OrderConfirmed confirmed -> confirmed.orderId();
            case Event.OrderCancelled cancelled -> cancelled.orderId();
            case Event.CommandRefused refused -> refused.orderId();
            case Event.DealOpened _, Event.DealClosed _, Event.StockAdjusted _ -> null;
        };
    }
}
