package io.fairline.processor.store;

import java.nio.ByteBuffer;
import java.util.UUID;

/** An order's id as the key of a store: its 16 bytes. */
final class OrderKey {

    static final int BYTES = 16;

    private OrderKey() {}

    static byte[] of(UUID orderId) {
        return ByteBuffer.allocate(BYTES)
                .putLong(orderId.getMostSignificantBits())
                .putLong(orderId.getLeastSignificantBits())
                .array();
    }
}
