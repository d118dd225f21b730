package io.fairline.projection.store;

import java.util.HexFormat;
import tools.jackson.databind.json.JsonMapper;

/**
 * The crossing from the domain to the cache's values and back: 16 hex digits of epoch, 16 of version, then JSON. Digits
 * of fixed width compare as text the way they compare as numbers, which is all the scripts need to know.
 */
final class CacheEntries {

    private static final int DIGITS = 16;
    private static final HexFormat HEX = HexFormat.of();

    private final JsonMapper json = JsonMapper.builder().build();

    /** A number that is not negative, as the scripts compare it. */
    static String digits(long number) {
        return HEX.toHexDigits(number);
    }

    String write(long epoch, long version, Object value) {
        return digits(epoch) + digits(version) + json.writeValueAsString(value);
    }

    static long epochOf(String entry) {
        return HexFormat.fromHexDigitsToLong(entry, 0, DIGITS);
    }

    <T> T read(String entry, Class<T> type) {
        return json.readValue(entry.substring(2 * DIGITS), type);
    }

    /** What a lease says behind its epoch: how far the partition is in the cache. */
    static String reached(PartitionState state) {
        // Counted from 1, so that -1, nothing yet, is 0.
        return digits(state.appliedCommand() + 1) + digits(state.nextOffset());
    }

    static long appliedOf(String lease) {
        return HexFormat.fromHexDigitsToLong(lease, DIGITS, 2 * DIGITS) - 1;
    }

    static long nextOffsetOf(String lease) {
        return HexFormat.fromHexDigitsToLong(lease, 2 * DIGITS, 3 * DIGITS);
    }
}
