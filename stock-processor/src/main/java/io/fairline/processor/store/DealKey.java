package io.fairline.processor.store;

import java.nio.ByteBuffer;

/** A deal's number as a key, or the first part of one: 4 bytes, big endian. */
final class DealKey {

    static final int BYTES = Integer.BYTES;

    private DealKey() {}

    static byte[] of(int dealId) {
        return ByteBuffer.allocate(BYTES).putInt(dealId).array();
    }
}
