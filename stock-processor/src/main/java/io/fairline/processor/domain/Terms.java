package io.fairline.processor.domain;

import org.jspecify.annotations.Nullable;

/**
 * What a deal promises.
 *
 * @param title what is sold, for people
 * @param maxQuantityPerOrder most units one order may ask for
 * @param holdSeconds how long a reservation is held for its confirmation
 * @param opensAtMillis epoch milliseconds before which orders are rejected; null: open at once
 */
public record Terms(
        String title,
        int maxQuantityPerOrder,
        int holdSeconds,
        @Nullable Long opensAtMillis) {

    static final int LONGEST_TITLE = 120;
    static final int LONGEST_HOLD_SECONDS = 86_400;

    /** The terms of a deal that nobody has opened: there are none. */
    static final Terms NONE = new Terms("", 0, 0, null);

    boolean areSound() {
        return !title.isBlank()
                && title.codePointCount(0, title.length()) <= LONGEST_TITLE
                && maxQuantityPerOrder >= 1
                && holdSeconds >= 1
                && holdSeconds <= LONGEST_HOLD_SECONDS;
    }

    boolean areOpenAt(long nowMillis) {
        return opensAtMillis == null || nowMillis >= opensAtMillis;
    }

    long holdUntilMillis(long nowMillis) {
        return nowMillis + holdSeconds * 1000L;
    }
}
