package io.fairline.processor.topology;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A deal's number as the key of a record (decimal digits) and of a store (4 bytes, big endian). */
final class DealKey {

    static final int BYTES = Integer.BYTES;
    private static final int MOST_DIGITS = 10;

    private DealKey() {}

    /** True when the record's key is exactly the number's decimal digits. */
    static boolean names(byte @Nullable [] recordKey, int dealId) {
        if (recordKey == null || recordKey.length > MOST_DIGITS || dealId <= 0) {
            return false;
        }
        int rest = dealId;
        for (int i = recordKey.length - 1; i >= 0; i--) {
            if (rest == 0 || recordKey[i] != '0' + rest % 10) {
                return false;
            }
            rest /= 10;
        }
        return rest == 0;
    }

    static byte[] ofStore(int dealId) {
        return ByteBuffer.allocate(BYTES).putInt(dealId).array();
    }
}
