package io.fairline.http;

import java.util.concurrent.atomic.AtomicLong;

/** How much of what clients send a server keeps at a time, in bytes as they came, for all connections together. */
final class ByteBudget {

    /** What is kept takes some thirty times its bytes: all of it together less than a quarter of the heap. */
    private static final int HEAP_DIVISOR = 128;

    private final long mostBytes;
    private final AtomicLong takenBytes = new AtomicLong();

    ByteBudget(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    static ByteBudget ofTheHeap() {
        return new ByteBudget(Runtime.getRuntime().maxMemory() / HEAP_DIVISOR);
    }

    /** Charges them in any case; false when that exceeds the budget. */
    boolean charge(int bytes) {
        return takenBytes.addAndGet(bytes) <= mostBytes;
    }

    void giveBack(int bytes) {
        takenBytes.addAndGet(-bytes);
    }
}
