package io.fairline.processor.domain;

import org.jspecify.annotations.Nullable;

/**
 * What a deal promises.
 *
 * @param title what is sold, for people
 * @param maxQuantityPerOrder most units one order may ask for
 * @param holdSeconds how long a reservation is held for its confirmation
 * @param opensAtMillis epoch milliseconds before which the intakes take no orders; null: open at once
 */
public record Terms(
        String title,
        int maxQuantityPerOrder,
        int holdSeconds,
        @Nullable Long opensAtMillis) {

    static final int LONGEST_TITLE = 120;
    static final int LONGEST_HOLD_SECONDS = 86_400;

    // An intake opens by its own clock, which may be ahead of the broker's: whom it let in must not lose for it.
    static final long LONGEST_CLOCK_LEAD_MILLIS = 1_000;

    // Like the titles, as the intake bounds them: others write commands too, and a database has to take the answer.
    private static final long OPENS_FROM_MILLIS = 946_684_800_000L; // 2000-01-01T00:00:00Z
    private static final long OPENS_BEFORE_MILLIS = 4_102_444_800_000L; // 2100-01-01T00:00:00Z

    /** The terms of a deal that nobody has opened: there are none. */
    static final Terms NONE = new Terms("", 0, 0, null);

    boolean areSound() {
        return !title.isBlank()
                && title.codePointCount(0, title.length()) <= LONGEST_TITLE
                && !hasControlCharacter(title)
                && maxQuantityPerOrder >= 1
                && holdSeconds >= 1
                && holdSeconds <= LONGEST_HOLD_SECONDS
                && openInThisCentury();
    }

    boolean areOpenAt(long nowMillis) {
        return opensAtMillis == null || nowMillis >= opensAtMillis - LONGEST_CLOCK_LEAD_MILLIS;
    }

    long holdUntilMillis(long nowMillis) {
        return nowMillis + holdSeconds * 1000L;
    }

    private static boolean hasControlCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean openInThisCentury() {
        return opensAtMillis == null || (opensAtMillis >= OPENS_FROM_MILLIS && opensAtMillis < OPENS_BEFORE_MILLIS);
    }
}
