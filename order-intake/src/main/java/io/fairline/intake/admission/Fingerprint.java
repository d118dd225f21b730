package io.fairline.intake.admission;

import io.fairline.intake.admission.Command.AdjustStock;
import io.fairline.intake.admission.Command.PlaceOrder;
import io.fairline.intake.admission.Command.Repeatable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Tells a retry from another request under the same Idempotency-Key. */
public final class Fingerprint {

    private static final byte PLACE_ORDER = 1;
    private static final byte ADJUST_STOCK = 2;

    private Fingerprint() {}

    /**
     * First 64 bits of the SHA-256 of what the command means. It travels in order-commands and is compared with that
     * of other instances, so neither the numbers nor their order may ever change.
     */
    public static long of(Repeatable command) {
        ByteBuffer meaning = ByteBuffer.allocate(1 + 2 * Integer.BYTES);
        switch (command) {
            case PlaceOrder order ->
                meaning.put(PLACE_ORDER).putInt(order.dealId()).putInt(order.quantity());
            case AdjustStock stock ->
                meaning.put(ADJUST_STOCK).putInt(stock.dealId()).putInt(stock.delta());
        }
        return ByteBuffer.wrap(sha256(meaning.array())).getLong();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
