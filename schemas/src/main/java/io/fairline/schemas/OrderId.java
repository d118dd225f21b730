package io.fairline.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names an order and, in its first 32 bits, the deal whose line it stands in: an RFC 9562 UUID of version 8.
 *
 * <p>The other 90 free bits are an HMAC of shopper and Idempotency-Key, so a retry is the same order on whichever
 * instance takes it, or random where the client sent no key.
 */
public record OrderId(UUID value) {

    private static final int TEXT_LENGTH = 36;
    private static final long VERSION_8 = 0x8000L;
    private static final long VERSION_MASK = 0xF000L;
    private static final long VARIANT_RFC = 0x8000_0000_0000_0000L;
    private static final long VARIANT_MASK = 0xC000_0000_0000_0000L;

    public OrderId {
        if (value.version() != 8 || value.variant() != 2 || dealIdOf(value) <= 0) {
            throw new IllegalArgumentException("not an order id: " + value);
        }
    }

    /** The same order for the same deal, shopper and key, whoever computes it with the same secret. */
    public static OrderId keyed(int dealId, byte[] secret, String shopper, String idempotencyKey) {
        byte[] owner = shopper.getBytes(UTF_8);
        byte[] key = idempotencyKey.getBytes(UTF_8);
        // The length in front keeps ("ab", "c") and ("a", "bc") apart.
        ByteBuffer message = ByteBuffer.allocate(Integer.BYTES + owner.length + key.length)
                .putInt(owner.length)
                .put(owner)
                .put(key);
        ByteBuffer tag = ByteBuffer.wrap(hmacSha256(secret, message.array()));
        return of(dealId, tag.getLong(), tag.getLong());
    }

    /** An id nobody has: for an order without Idempotency-Key. The source should be a secure one. */
    public static OrderId random(int dealId, RandomGenerator random) {
        return of(dealId, random.nextLong(), random.nextLong());
    }

    /** Reads the 36 character form; empty for anything that is not an order id in exactly that form. */
    public static Optional<OrderId> parse(String text) {
        if (text.length() != TEXT_LENGTH) {
            return Optional.empty();
        }
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equalsIgnoreCase(text) ? Optional.of(new OrderId(uuid)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The deal whose line the order stands in, positive. */
    public int dealId() {
        return dealIdOf(value);
    }

    /** The 36 character form. */
    @Override
    public String toString() {
        return value.toString();
    }

    private static OrderId of(int dealId, long high, long low) {
        if (dealId <= 0) {
            throw new IllegalArgumentException("a dealId is positive, not " + dealId);
        }
        long mostSignificant = ((long) dealId << 32) | (high & 0xFFFF_FFFFL & ~VERSION_MASK) | VERSION_8;
        long leastSignificant = (low & ~VARIANT_MASK) | VARIANT_RFC;
        return new OrderId(new UUID(mostSignificant, leastSignificant));
    }

    private static int dealIdOf(UUID uuid) {
        return (int) (uuid.getMostSignificantBits() >>> 32);
    }

    private static byte[] hmacSha256(byte[] secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
