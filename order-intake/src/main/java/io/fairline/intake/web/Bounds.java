package io.fairline.intake.web;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The bounds of numbers and texts in requests, as the contract of order-commands has them. */
final class Bounds {

    static final int MOST_UNITS = 1_000_000_000;
    static final int LONGEST_HOLD_SECONDS = 86_400;
    static final int LONGEST_TITLE = 120;

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private Bounds() {}

    /** @throws RequestRefused when it is not within 1 and the greatest */
    static int positive(String name, int value, int greatest) {
        if (value < 1 || value > greatest) {
            throw invalid("%s has to be from 1 to %d.".formatted(name, greatest));
        }
        return value;
    }

    static int delta(int value) {
        if (value == 0 || Math.abs((long) value) > MOST_UNITS) {
            throw invalid("delta has to be from -%1$d to %1$d and not 0.".formatted(MOST_UNITS));
        }
        return value;
    }

    static String title(String value) {
        boolean tooLong = value.codePointCount(0, value.length()) > LONGEST_TITLE;
        if (value.isBlank() || tooLong || value.chars().anyMatch(Character::isISOControl)) {
            throw invalid(
                    "title has to have 1 to %d characters, none of them a control character.".formatted(LONGEST_TITLE));
        }
        return value;
    }

    static @Nullable Instant opensAt(@Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            Instant instant = Instant.parse(value);
            if (!instant.isBefore(EARLIEST) && instant.isBefore(LATEST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // Told below: whatever is wrong with it, the remedy is the same.
        }
        throw invalid("opensAt has to be a time of this century, such as 2026-11-27T18:00:00Z.");
    }

    private static RequestRefused invalid(String detail) {
        return new RequestRefused(ProblemType.INVALID_REQUEST, detail);
    }
}
