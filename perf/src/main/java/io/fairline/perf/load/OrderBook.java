package io.fairline.perf.load;

import io.fairline.perf.fairness.Position;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each order of a run, in columns: a run has a million orders, and the garbage collector shall not
 * notice. One thread writes; others read after the run. Times are of {@link System#nanoTime()}; 0 is "not yet".
 */
public final class OrderBook {

    private static final int FIRST_CAPACITY = 1 << 14;

    private int size;
    private long[] intendedNanos = new long[FIRST_CAPACITY];
    private long[] sentNanos = new long[FIRST_CAPACITY];
    private long[] answeredNanos = new long[FIRST_CAPACITY];
    private long[] decidedNanos = new long[FIRST_CAPACITY];
    private long[] visibleNanos = new long[FIRST_CAPACITY];
    private long[] idHigh = new long[FIRST_CAPACITY];
    private long[] idLow = new long[FIRST_CAPACITY];
    private long[] offset = new long[FIRST_CAPACITY];
    private short[] partition = new short[FIRST_CAPACITY];
    private int[] shopper = new int[FIRST_CAPACITY];
    private short[] deal = new short[FIRST_CAPACITY];
    private short[] quantity = new short[FIRST_CAPACITY];
    private short[] status = new short[FIRST_CAPACITY];
    private @Nullable OrderOutcome[] outcome = new OrderOutcome[FIRST_CAPACITY];
    private boolean[] won = new boolean[FIRST_CAPACITY];

    /** A new order that is due; its number. Shopper and deal are indexes of the run. */
    public int add(long dueNanos, int byShopper, int ofDeal) {
        if (size == intendedNanos.length) {
            grow(size * 2);
        }
        intendedNanos[size] = dueNanos;
        shopper[size] = byShopper;
        deal[size] = (short) ofDeal;
        return size++;
    }

    public int size() {
        return size;
    }

    void sent(int order, int units, long nanos) {
        sentNanos[order] = nanos;
        quantity[order] = (short) units;
        outcome[order] = OrderOutcome.SENT;
    }

    void accepted(int order, UUID id, Position at, long nanos) {
        idHigh[order] = id.getMostSignificantBits();
        idLow[order] = id.getLeastSignificantBits();
        partition[order] = (short) at.partition();
        offset[order] = at.offset();
        answered(order, OrderOutcome.ACCEPTED, 202, nanos);
    }

    /** The id where an answer of unknown outcome named it. */
    void unknown(int order, @Nullable UUID id, int httpStatus, long nanos) {
        if (id != null) {
            idHigh[order] = id.getMostSignificantBits();
            idLow[order] = id.getLeastSignificantBits();
        }
        answered(order, OrderOutcome.UNKNOWN, httpStatus, nanos);
    }

    void answered(int order, OrderOutcome how, int httpStatus, long nanos) {
        answeredNanos[order] = nanos;
        status[order] = (short) httpStatus;
        outcome[order] = how;
    }

    void visible(int order, long nanos) {
        visibleNanos[order] = nanos;
    }

    /** The order was decided, and its client could have known at this time. */
    public void decided(int order, boolean hasWon, long nanos) {
        decidedNanos[order] = nanos;
        won[order] = hasWon;
    }

    public OrderOutcome outcome(int order) {
        OrderOutcome known = outcome[order];
        return known == null ? OrderOutcome.UNSENT : known;
    }

    public long intendedNanos(int order) {
        return intendedNanos[order];
    }

    public long sentNanos(int order) {
        return sentNanos[order];
    }

    public long answeredNanos(int order) {
        return answeredNanos[order];
    }

    public long decidedNanos(int order) {
        return decidedNanos[order];
    }

    public long visibleNanos(int order) {
        return visibleNanos[order];
    }

    public boolean won(int order) {
        return won[order];
    }

    public int shopper(int order) {
        return shopper[order];
    }

    public int deal(int order) {
        return deal[order];
    }

    /** Units asked for; 0 until the order is sent. */
    public int quantity(int order) {
        return quantity[order];
    }

    public int httpStatus(int order) {
        return status[order];
    }

    /** Null where no answer named the order. */
    public @Nullable UUID id(int order) {
        return idHigh[order] == 0 ? null : new UUID(idHigh[order], idLow[order]);
    }

    /** Where an accepted order lies in the log. */
    public Position position(int order) {
        return new Position(partition[order], offset[order]);
    }

    private void grow(int capacity) {
        intendedNanos = Arrays.copyOf(intendedNanos, capacity);
        sentNanos = Arrays.copyOf(sentNanos, capacity);
        answeredNanos = Arrays.copyOf(answeredNanos, capacity);
        decidedNanos = Arrays.copyOf(decidedNanos, capacity);
        visibleNanos = Arrays.copyOf(visibleNanos, capacity);
        idHigh = Arrays.copyOf(idHigh, capacity);
        idLow = Arrays.copyOf(idLow, capacity);
        offset = Arrays.copyOf(offset, capacity);
        partition = Arrays.copyOf(partition, capacity);
        shopper = Arrays.copyOf(shopper, capacity);
        deal = Arrays.copyOf(deal, capacity);
        quantity = Arrays.copyOf(quantity, capacity);
        status = Arrays.copyOf(status, capacity);
        outcome = Arrays.copyOf(outcome, capacity);
        won = Arrays.copyOf(won, capacity);
    }
}
