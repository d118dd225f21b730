package io.fairline.processor.store;

import io.fairline.processor.domain.Adjustment;
import java.nio.ByteBuffer;
import java.util.UUID;

/** A carried out adjustment as a stored value: the change of stock (4 bytes). The id is the key's. */
final class StoredAdjustment {

    private StoredAdjustment() {}

    static byte[] encode(Adjustment adjustment) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(adjustment.delta()).array();
    }

    static Adjustment decode(UUID adjustmentId, byte[] bytes) {
        return new Adjustment(adjustmentId, ByteBuffer.wrap(bytes).getInt());
    }
}
