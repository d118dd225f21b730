package io.fairline.perf.fairness;

import org.jspecify.annotations.Nullable;

/**
 * One request for an order. All calls of a history are timed by one monotonic clock.
 *
 * @param quantity units asked for
 * @param key the Idempotency-Key, null where none was sent
 * @param sentNanos before the first byte left
 * @param answeredNanos after the answer was read, or when it was given up
 */
public record Call(
        String shopper,
        int dealId,
        int quantity,
        @Nullable String key,
        long sentNanos,
        long answeredNanos,
        Answer answer) {}
