package io.fairline.processor.store;

import java.nio.ByteBuffer;
import java.util.UUID;

/** A carried out adjustment as the key of a store: its deal (4 bytes), so that it lies behind that, and its id (16). */
final class AdjustmentKey {

    private static final int BYTES = DealKey.BYTES + 2 * Long.BYTES;

    private AdjustmentKey() {}

    static byte[] of(int dealId, UUID adjustmentId) {
        return ByteBuffer.allocate(BYTES)
                .putInt(dealId)
                .putLong(adjustmentId.getMostSignificantBits())
                .putLong(adjustmentId.getLeastSignificantBits())
                .array();
    }
}
