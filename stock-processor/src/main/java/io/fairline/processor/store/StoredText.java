package io.fairline.processor.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** Text in a stored value: 2 bytes of length, then UTF-8. */
final class StoredText {

    private static final int LONGEST_BYTES = 0xFFFF;

    private StoredText() {}

    static byte[] encode(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length > LONGEST_BYTES) {
            throw new IllegalArgumentException(
                    "text of %d bytes where %d is the most".formatted(bytes.length, LONGEST_BYTES));
        }
        return bytes;
    }

    static int sizeOf(byte[] encoded) {
        return Short.BYTES + encoded.length;
    }

    static void put(ByteBuffer to, byte[] encoded) {
        to.putShort((short) encoded.length).put(encoded);
    }

    static String get(ByteBuffer from) {
        int length = Short.toUnsignedInt(from.getShort());
        String text = new String(from.array(), from.arrayOffset() + from.position(), length, UTF_8);
        from.position(from.position() + length);
        return text;
    }
}
