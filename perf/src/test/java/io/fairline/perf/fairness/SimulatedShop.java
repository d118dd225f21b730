package io.fairline.perf.fairness;

import io.fairline.perf.fairness.Outcome.CommandRefused;
import io.fairline.perf.fairness.Outcome.OrderCancelled;
import io.fairline.perf.fairness.Outcome.OrderConfirmed;
import io.fairline.perf.fairness.Outcome.OrderRejected;
import io.fairline.perf.fairness.Outcome.OrderReserved;
import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.events.CancellationReason;
import io.fairline.schemas.events.RefusalReason;
import io.fairline.schemas.events.RefusedCommand;
import io.fairline.schemas.events.RejectionReason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules told a second time, plainly: what one deal answers to each command. Slow, and that is fine here. */
final class SimulatedShop {

    private static final long CLOCK_LEAD_MILLIS = 1_000;

    static final class Order {
        final UUID id;
        final String shopper;
        final int quantity;
        OrderStatus status = OrderStatus.PENDING;

        @Nullable
        String reason;

        long placeInLine;
        long holdUntilMillis;
        long version;

        Order(UUID id, String shopper, int quantity) {
            this.id = id;
            this.shopper = shopper;
            this.quantity = quantity;
        }
    }

    final int dealId;
    final Map<UUID, Order> orders = new LinkedHashMap<>();
    final List<Event> events = new ArrayList<>();
    final Set<String> adjustments = new HashSet<>();
    Request.@Nullable OpenDeal terms;
    boolean closed;
    int available;
    int held;
    int sold;

    private long places;
    private Command now;

    SimulatedShop(int dealId) {
        this.dealId = dealId;
        this.now = new Command(new Position(0, 0), dealId, "", Authority.CLOCK, 0, new Request.ExpireHolds());
    }

    boolean isSoldOut() {
        return terms != null && available == 0;
    }

    /** Takes the command and returns the events it causes; their own positions are still to be given. */
    List<Event> take(Command command) {
        now = command;
        int before = events.size();
        expire();
        switch (command.request()) {
            case Request.OpenDeal open -> open(open);
            case Request.AdjustStock adjust -> adjust(adjust);
            case Request.CloseDeal _ -> close();
            case Request.PlaceOrder place -> place(place);
            case Request.ConfirmOrder confirm -> confirm(confirm.orderId());
            case Request.CancelOrder cancel -> cancel(cancel.orderId());
            case Request.ExpireHolds _ -> {}
        }
        return events.subList(before, events.size());
    }

    /** An order that is known to be there. */
    Order order(UUID orderId) {
        return Objects.requireNonNull(orders.get(orderId));
    }

    private void expire() {
        for (Order order : orders.values()) {
            if (order.status == OrderStatus.RESERVED && order.holdUntilMillis <= now.appendedAtMillis()) {
                giveBack(order, CancellationReason.HOLD_EXPIRED);
            }
        }
    }

    private void open(Request.OpenDeal open) {
        if (terms != null) {
            refuse(RefusedCommand.OPEN_DEAL, RefusalReason.DEAL_EXISTS);
            return;
        }
        terms = open;
        available = open.stock();
        emit(new Outcome.DealOpened(
                open.stock(), open.maxQuantityPerOrder(), open.holdSeconds(), open.opensAtMillis()));
    }

    private void adjust(Request.AdjustStock adjust) {
        if (adjustments.contains(adjust.adjustmentId())) {
            return;
        }
        RefusalReason reason = whyNotOpen();
        if (reason != null || available + adjust.delta() < 0) {
            refuse(RefusedCommand.ADJUST_STOCK, reason == null ? RefusalReason.STOCK_OUT_OF_BOUNDS : reason);
            return;
        }
        adjustments.add(adjust.adjustmentId());
        available += adjust.delta();
        emit(new Outcome.StockAdjusted(adjust.adjustmentId(), adjust.delta()));
    }

    private void close() {
        RefusalReason reason = whyNotOpen();
        if (reason != null) {
            refuse(RefusedCommand.CLOSE_DEAL, reason);
            return;
        }
        closed = true;
        emit(new Outcome.DealClosed());
    }

    private @Nullable RefusalReason whyNotOpen() {
        if (terms == null) {
            return RefusalReason.UNKNOWN_DEAL;
        }
        return closed ? RefusalReason.DEAL_CLOSED : null;
    }

    private void place(Request.PlaceOrder place) {
        if (orders.containsKey(place.orderId())) {
            return;
        }
        Order order = new Order(place.orderId(), now.actor(), place.quantity());
        order.placeInLine = ++places;
        orders.put(order.id, order);
        RejectionReason reason = whyNot(order.quantity);
        if (reason == null && terms != null) {
            available -= order.quantity;
            held += order.quantity;
            order.holdUntilMillis = now.appendedAtMillis() + terms.holdSeconds() * 1000L;
            set(order, OrderStatus.RESERVED, null);
            emit(new OrderReserved(order.id, order.shopper, order.quantity, order.placeInLine, order.holdUntilMillis));
        } else if (reason != null) {
            set(order, OrderStatus.REJECTED, reason.name());
            emit(new OrderRejected(order.id, order.shopper, order.quantity, order.placeInLine, reason));
        }
    }

    private @Nullable RejectionReason whyNot(int quantity) {
        if (terms == null) {
            return RejectionReason.UNKNOWN_DEAL;
        } else if (closed) {
            return RejectionReason.DEAL_CLOSED;
        } else if (now.appendedAtMillis() < terms.opensAtMillis() - CLOCK_LEAD_MILLIS) {
            return RejectionReason.DEAL_NOT_OPEN_YET;
        } else if (quantity > terms.maxQuantityPerOrder()) {
            return RejectionReason.QUANTITY_OVER_MAXIMUM;
        } else if (available == 0) {
            return RejectionReason.SOLD_OUT;
        }
        return available < quantity ? RejectionReason.NOT_ENOUGH_LEFT : null;
    }

    private void confirm(UUID orderId) {
        boolean forOthers = now.authority() == Authority.SHOP || now.authority() == Authority.PAYMENTS;
        Order order = orderOfActor(orderId, forOthers);
        if (order == null || order.status != OrderStatus.RESERVED) {
            refuse(RefusedCommand.CONFIRM_ORDER, orderId, order);
            return;
        }
        held -= order.quantity;
        sold += order.quantity;
        set(order, OrderStatus.CONFIRMED, null);
        emit(new OrderConfirmed(order.id, order.quantity));
    }

    private void cancel(UUID orderId) {
        boolean byShop = now.authority() == Authority.SHOP;
        Order order = orderOfActor(orderId, byShop);
        boolean undoes = order != null && byShop && order.status == OrderStatus.CONFIRMED;
        if (order == null || (order.status != OrderStatus.RESERVED && !undoes)) {
            refuse(RefusedCommand.CANCEL_ORDER, orderId, order);
            return;
        }
        giveBack(order, byShop ? CancellationReason.BY_SHOP : CancellationReason.BY_SHOPPER);
    }

    /** Null for a stranger, as if there were none. */
    private @Nullable Order orderOfActor(UUID orderId, boolean forOthers) {
        Order order = orders.get(orderId);
        return order != null && (forOthers || order.shopper.equals(now.actor())) ? order : null;
    }

    private void giveBack(Order order, CancellationReason reason) {
        boolean wasSold = order.status == OrderStatus.CONFIRMED;
        available += order.quantity;
        held -= wasSold ? 0 : order.quantity;
        sold -= wasSold ? order.quantity : 0;
        set(order, OrderStatus.CANCELLED, reason.name());
        emit(new OrderCancelled(order.id, order.quantity, reason, wasSold));
    }

    private void refuse(RefusedCommand command, RefusalReason reason) {
        emit(new CommandRefused(command, null, now.actor(), reason));
    }

    /** A stranger is told that there is no such order; the answer to its owner is news about the order. */
    private void refuse(RefusedCommand command, UUID orderId, @Nullable Order own) {
        if (own != null) {
            own.version = events.size() + 1L;
        }
        RefusalReason reason = own == null ? RefusalReason.UNKNOWN_ORDER : whyOver(own);
        emit(new CommandRefused(command, orderId, now.actor(), reason));
    }

    private static RefusalReason whyOver(Order order) {
        return switch (order.status) {
            case CONFIRMED -> RefusalReason.ALREADY_CONFIRMED;
            case REJECTED -> RefusalReason.ORDER_REJECTED;
            case CANCELLED ->
                CancellationReason.HOLD_EXPIRED.name().equals(order.reason)
                        ? RefusalReason.HOLD_EXPIRED
                        : RefusalReason.ALREADY_CANCELLED;
            case PENDING, RESERVED -> throw new IllegalStateException(order.id + " can still be changed");
        };
    }

    private void set(Order order, OrderStatus status, @Nullable String reason) {
        order.status = status;
        order.reason = reason;
        order.version = events.size() + 1L;
    }

    private void emit(Outcome outcome) {
        events.add(new Event(
                now.at(),
                dealId,
                events.size() + 1L,
                now.at(),
                now.appendedAtMillis(),
                available,
                held,
                sold,
                outcome));
    }
}
