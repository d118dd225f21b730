package io.fairline.http;

import java.util.concurrent.atomic.AtomicLong;

/** How much of what clients send a server keeps at a time, in bytes as they came, for all connections together. */
final class Allowance {

    /** What is kept takes some thirty times its bytes: all of it together less than a quarter of the heap. */
    private static final int SHARE_OF_HEAP = 128;

    private final long mostBytes;
    private final AtomicLong takenBytes = new AtomicLong();

    Allowance(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    static Allowance ofTheHeap() {
        return new Allowance(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** Takes them in any case; false when that is more than there was. */
    boolean take(int bytes) {
        return takenBytes.addAndGet(bytes) <= mostBytes;
    }

    void giveBack(int bytes) {
        takenBytes.addAndGet(-bytes);
    }
}
