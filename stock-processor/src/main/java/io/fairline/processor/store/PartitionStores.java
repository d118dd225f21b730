package io.fairline.processor.store;

import io.fairline.processor.domain.Adjustment;
import io.fairline.processor.domain.Command;
import io.fairline.processor.domain.Deal;
import io.fairline.processor.domain.Order;
import io.fairline.processor.domain.OrderStatus;
import io.fairline.processor.domain.State;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The state of one partition's deals: what a decision needs is read, and what it changed is written, by key.
 *
 * <p>Every key begins with the deal's number, so that nothing here ever touches another deal's data. Holds are an index
 * of the orders that hold units, by deadline.
 */
public final class PartitionStores {

    public static final String DEALS = "deals";
    public static final String ORDERS = "orders";
    public static final String HOLDS = "holds";

    /** All that there is to know about a hold is in its key. */
    private static final byte[] HELD = {1};

    /** Deals, and behind each its adjustments, which are few. */
    private final KeyValueStore<byte[], byte[]> deals;
    /** By key only: {@link RocksMemory.Lender} makes this store for random keys, reading a range would miss some. */
    private final KeyValueStore<byte[], byte[]> orders;

    private final KeyValueStore<byte[], byte[]> holds;
    private final int expiriesPerCommand;
    private final FreshOrders freshOrders = new FreshOrders();

    /** @param expiriesPerCommand how many due holds one decision ends at most */
    public PartitionStores(ProcessorContext<?, ?> context, int expiriesPerCommand) {
        this.deals = context.getStateStore(DEALS);
        this.orders = context.getStateStore(ORDERS);
        this.holds = context.getStateStore(HOLDS);
        this.expiriesPerCommand = expiriesPerCommand;
    }

    /** The deal; never null, as one that was never opened is known to be that. */
    public Deal deal(int dealId) {
        byte[] stored = deals.get(DealKey.of(dealId));
        return stored == null ? Deal.unopened(dealId) : StoredDeal.decode(dealId, stored);
    }

    /** In the order of their numbers. */
    public void forEachDeal(Consumer<Deal> action) {
        try (KeyValueIterator<byte[], byte[]> all = deals.all()) {
            while (all.hasNext()) {
                KeyValue<byte[], byte[]> entry = all.next();
                if (entry.key.length == DealKey.BYTES) {
                    action.accept(StoredDeal.decode(ByteBuffer.wrap(entry.key).getInt(), entry.value));
                }
            }
        }
    }

    /** What the decision of this command about this deal needs to know at that time. */
    public State load(Deal deal, Command command, long nowMillis) {
        Adjustment adjustment = adjustment(deal.dealId(), command.adjustment());
        if (deal.mayHaveHoldsDueAt(nowMillis)) {
            return loadWithDueHolds(deal, command.order(), adjustment, nowMillis);
        }
        Order named = command.order() == null ? null : order(deal, command.order());
        return new State(deal, named == null ? List.of() : List.of(named), adjustment);
    }

    /** Writes what differs. */
    public void save(Deal stored, State before, State after) {
        if (!after.deal().equals(stored)) {
            deals.put(DealKey.of(stored.dealId()), StoredDeal.encode(after.deal()));
        }
        for (Order order : after.orders()) {
            Order known = before.order(order.orderId());
            if (!order.equals(known)) {
                save(stored.dealId(), known, order);
            }
        }
        Adjustment adjustment = after.adjustment();
        if (adjustment != null && !adjustment.equals(before.adjustment())) {
            byte[] key = AdjustmentKey.of(stored.dealId(), adjustment.adjustmentId());
            deals.put(key, StoredAdjustment.encode(adjustment));
        }
    }

    private void save(int dealId, @Nullable Order before, Order after) {
        orders.put(OrderKey.of(after.orderId()), StoredOrder.encode(after));
        freshOrders.add(dealId, after.orderId());
        boolean wasHeld = before != null && before.status() == OrderStatus.RESERVED;
        boolean isHeld = after.status() == OrderStatus.RESERVED;
        if (wasHeld != isHeld) {
            byte[] hold = HoldKey.of(dealId, after.holdUntilMillis(), after.orderId());
            holds.put(hold, isHeld ? HELD : null);
        }
    }

    private State loadWithDueHolds(Deal deal, @Nullable UUID orderId, @Nullable Adjustment adjustment, long nowMillis) {
        List<Order> loaded = new ArrayList<>();
        long nextDeadlineMillis = Deal.NO_DEADLINE;
        // From the deadline last seen on: what lies before it are only the tombstones of ended holds.
        byte[] from = HoldKey.firstFrom(deal.dealId(), deal.earliestDeadlineMillis());
        try (KeyValueIterator<byte[], byte[]> inOrder = holds.range(from, HoldKey.last(deal.dealId()))) {
            while (inOrder.hasNext()) {
                byte[] hold = inOrder.next().key;
                long deadlineMillis = HoldKey.deadlineMillisOf(hold);
                if (deadlineMillis > nowMillis || loaded.size() == expiriesPerCommand) {
                    nextDeadlineMillis = deadlineMillis;
                    break;
                }
                loaded.add(existingOrder(HoldKey.orderKeyOf(hold)));
            }
        }
        State due = new State(deal.withEarliestDeadline(nextDeadlineMillis), List.copyOf(loaded), adjustment);
        Order named = orderId == null || due.order(orderId) != null ? null : order(deal, orderId);
        if (named == null) {
            return due;
        }
        loaded.add(named);
        return new State(due.deal(), List.copyOf(loaded), adjustment);
    }

    private @Nullable Adjustment adjustment(int dealId, @Nullable UUID adjustmentId) {
        if (adjustmentId == null) {
            return null;
        }
        byte[] stored = deals.get(AdjustmentKey.of(dealId, adjustmentId));
        return stored == null ? null : StoredAdjustment.decode(adjustmentId, stored);
    }

    private Order existingOrder(byte[] key) {
        Order order = order(key);
        if (order == null) {
            throw new IllegalStateException(
                    "a hold without its order %s: the state is corrupt; stop, empty the state folder, start again"
                            .formatted(java.util.HexFormat.of().formatHex(key)));
        }
        return order;
    }

    private @Nullable Order order(Deal deal, UUID orderId) {
        return freshOrders.isNew(deal, orderId) ? null : order(OrderKey.of(orderId));
    }

    private @Nullable Order order(byte[] key) {
        byte[] stored = orders.get(key);
        return stored == null ? null : StoredOrder.decode(key, stored);
    }
}
