package io.fairline.processor.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that one decision needs to know, and no more, so that a decision costs the same however many orders there are.
 *
 * @param deal the deal the command is for
 * @param orders the orders whose hold is due, earliest deadline first, and the one that the command names, if they exist
 * @param adjustment the one that the command names, if it has been carried out
 */
public record State(Deal deal, List<Order> orders, @Nullable Adjustment adjustment) {

    /** What is to be known about a command that adjusts no stock. */
    public State(Deal deal, List<Order> orders) {
        this(deal, orders, null);
    }

    /** The order with that id; null when it is not among {@link #orders()}. */
    public @Nullable Order order(UUID orderId) {
        for (Order order : orders) {
            if (order.orderId().equals(orderId)) {
                return order;
            }
        }
        return null;
    }

    State with(Deal newDeal) {
        return new State(newDeal, orders, adjustment);
    }

    State with(Deal newDeal, Adjustment carriedOut) {
        return new State(newDeal, orders, carriedOut);
    }

    /** With an order that was not known before. */
    State withNew(Deal newDeal, Order order) {
        if (orders.isEmpty()) {
            return new State(newDeal, List.of(order), adjustment);
        }
        List<Order> more = new ArrayList<>(orders);
        more.add(order);
        return new State(newDeal, List.copyOf(more), adjustment);
    }

    /** With a known order that has changed. */
    State withChanged(Deal newDeal, Order order) {
        List<Order> changed = new ArrayList<>(orders);
        changed.replaceAll(known -> known.orderId().equals(order.orderId()) ? order : known);
        return new State(newDeal, List.copyOf(changed), adjustment);
    }
}
