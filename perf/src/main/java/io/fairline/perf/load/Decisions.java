package io.fairline.perf.load;

import io.fairline.perf.fairness.Position;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** When which command's decision was read, in columns. Written by one thread, read after it has ended. */
final class Decisions {

    private static final int FIRST_CAPACITY = 1 << 14;

    private int size;
    private short[] partition = new short[FIRST_CAPACITY];
    private long[] offset = new long[FIRST_CAPACITY];
    private long[] seenNanos = new long[FIRST_CAPACITY];
    private boolean[] won = new boolean[FIRST_CAPACITY];

    void add(EventHead event, long nowNanos) {
        if (size == offset.length) {
            int capacity = size * 2;
            partition = Arrays.copyOf(partition, capacity);
            offset = Arrays.copyOf(offset, capacity);
            seenNanos = Arrays.copyOf(seenNanos, capacity);
            won = Arrays.copyOf(won, capacity);
        }
        partition[size] = (short) event.causePartition();
        offset[size] = event.causeOffset();
        seenNanos[size] = nowNanos;
        won[size] = event.reserves();
        size++;
    }

    /** Writes each decision to the order that lies at the position it names. */
    void enterInto(OrderBook book) {
        Map<Position, Integer> byPosition = HashMap.newHashMap(size);
        for (int i = 0; i < size; i++) {
            byPosition.putIfAbsent(new Position(partition[i], offset[i]), i);
        }
        for (int order = 0; order < book.size(); order++) {
            if (book.outcome(order) == OrderOutcome.ACCEPTED) {
                Integer decision = byPosition.get(book.position(order));
                if (decision != null) {
                    book.decided(order, won[decision], seenNanos[decision]);
                }
            }
        }
    }
}
