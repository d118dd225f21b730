package io.fairline.processor.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;

/**
 * A hold as the key of a store: deal (4 bytes), deadline in epoch milliseconds (8), order (16), all big endian and
 * never negative, so that the holds of a deal lie together, earliest deadline first.
 */
final class HoldKey {

    private static final int DEADLINE_AT = DealKey.BYTES;
    private static final int ORDER_AT = DEADLINE_AT + Long.BYTES;
    private static final int BYTES = ORDER_AT + OrderKey.BYTES;

    private HoldKey() {}

    static byte[] of(int dealId, long deadlineMillis, UUID orderId) {
        return ByteBuffer.allocate(BYTES)
                .putInt(dealId)
                .putLong(deadlineMillis)
                .putLong(orderId.getMostSignificantBits())
                .putLong(orderId.getLeastSignificantBits())
                .array();
    }

    /** Inclusive lower bound of the deal's holds with that deadline or a later one. */
    static byte[] firstFrom(int dealId, long deadlineMillis) {
        return ByteBuffer.allocate(BYTES).putInt(dealId).putLong(deadlineMillis).array();
    }

    /** Inclusive upper bound of the deal's holds. */
    static byte[] last(int dealId) {
        byte[] key = new byte[BYTES];
        Arrays.fill(key, (byte) 0xFF);
        ByteBuffer.wrap(key).putInt(dealId);
        return key;
    }

    static long deadlineMillisOf(byte[] key) {
        return ByteBuffer.wrap(key).getLong(DEADLINE_AT);
    }

    /** The key of the hold's order in the store of orders. */
    static byte[] orderKeyOf(byte[] key) {
        return Arrays.copyOfRange(key, ORDER_AT, BYTES);
    }
}
