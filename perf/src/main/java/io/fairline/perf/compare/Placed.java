package io.fairline.perf.compare;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of one order; written by the thread of the load, read after it. Times are of System.nanoTime. */
final class Placed {

    final long dueNanos;
    final int dealId;
    final int shopper;
    long sentNanos;
    long answeredNanos;
    /** 0 while its decision has not been seen, or where nobody looked. */
    long decidedNanos;

    Answer answer = Answer.UNSENT;

    @Nullable
    UUID id;

    Placed(long dueNanos, int dealId, int shopper) {
        this.dueNanos = dueNanos;
        this.dealId = dealId;
        this.shopper = shopper;
    }
}
