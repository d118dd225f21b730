package io.fairline.intake.web;

import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param orderIdSecret base64 of 32 bytes or more, the same on every instance: a retry finds its order by it
 * @param soldOutGate whether orders for a sold-out deal are turned away before they reach the log
 */
@ConfigurationProperties("fairline")
record OrderSettings(String orderIdSecret, boolean soldOutGate) {

    private static final int SHORTEST_BYTES = 32;

    /** @throws IllegalStateException when there is none that could keep order ids from being guessed */
    byte[] secret() {
        byte[] secret = decoded();
        if (secret.length < SHORTEST_BYTES) {
            throw new IllegalStateException("Set ORDER_ID_SECRET to the base64 of at least 32 random bytes, the same on"
                    + " every order-intake: openssl rand -base64 32");
        }
        return secret;
    }

    private byte[] decoded() {
        try {
            return Base64.getDecoder().decode(orderIdSecret.strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** Keeps the secret out of whatever prints settings. */
    @Override
    public String toString() {
        return "OrderSettings[soldOutGate=" + soldOutGate + "]";
    }
}
