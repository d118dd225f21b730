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
    /** Whether somebody asked for its decision until there was one. */
    boolean isWatched;
    /** 0 while its decision has not been seen, or where nobody looked. */
    long decidedNanos;

    Answer answer = Answer.UNSENT;
    /** What a refusal said; empty where there was none. */
    String refusal = "";

    @Nullable
    UUID id;

    Placed(long dueNanos, int dealId, int shopper) {
        this.dueNanos = dueNanos;
        this.dealId = dealId;
        this.shopper = shopper;
    }

    /** The answer in words. */
    String answerInWords() {
        return refusal.isEmpty() ? answer.toString() : answer + " " + refusal;
    }
}
