package io.fairline.projection.web;

import io.fairline.projection.domain.Position;
import io.fairline.schemas.DealPartitions;
import io.fairline.schemas.OrderId;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** Reads what a request names; whatever cannot be read strictly is the request's fault and is said so. */
final class Parameters {

    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    static final int DEFAULT_LIMIT = 20;
    static final int HIGHEST_LIMIT = 100;

    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,9}");

    private Parameters() {}

    /** A parameter's value; null where it is not there, or says nothing at all. */
    static @Nullable String single(MultiValueMap<String, String> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw Problem.INVALID_REQUEST.because("Send %s once.".formatted(name));
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    static OrderId orderId(String text) {
        return OrderId.parse(text)
                .orElseThrow(() -> Problem.INVALID_ORDER_ID.because(
                        "Use an order id as order-intake gave it, such as in the Location of its answer."));
    }

    static int dealId(String text) {
        long number = NUMBER.matcher(text).matches() ? Long.parseLong(text) : 0;
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw Problem.INVALID_REQUEST.because("A deal id is a number from 1 to 2147483647.");
        }
        return (int) number;
    }

    /** The position a request waits for; null where it names none. It must lie in the deal's own line. */
    static @Nullable Position position(@Nullable String text, int dealId, DealPartitions partitions) {
        if (text == null) {
            return null;
        }
        Position position = Position.parse(text)
                .orElseThrow(() -> Problem.INVALID_REQUEST.because(
                        "position must be {partition}-{offset}, as in the Location of order-intake's answer."));
        int expected = partitions.partitionOf(dealId);
        if (position.partition() != expected) {
            throw Problem.INVALID_REQUEST.because(
                    "position must lie in partition %d, where the line of deal %d is.".formatted(expected, dealId));
        }
        return position;
    }

    /** Zero where the request does not wait. */
    static Duration longestWait(@Nullable String text) {
        if (text == null) {
            return Duration.ZERO;
        }
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative() && duration.compareTo(LONGEST_WAIT) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Falls through to the same answer.
        }
        throw Problem.INVALID_REQUEST.because(
                "wait must be an ISO 8601 duration from PT0S to %s.".formatted(LONGEST_WAIT));
    }

    static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        long number = NUMBER.matcher(text).matches() ? Long.parseLong(text) : 0;
        if (number < 1 || number > HIGHEST_LIMIT) {
            throw Problem.INVALID_REQUEST.because("limit must be a number from 1 to %d.".formatted(HIGHEST_LIMIT));
        }
        return (int) number;
    }
}
