package io.fairline.http.tokens;

import java.io.IOException;
import java.io.InputStream;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.security.converter.RsaKeyConverters;

/**
 * Whose tokens count.
 *
 * @param publicKey PEM of the RSA key that signs the tokens
 * @param issuer the only one whose tokens count
 * @param audience that a token has to be meant for
 */
@ConfigurationProperties("fairline.jwt")
public record TokenSettings(
        @Nullable Resource publicKey,
        @DefaultValue("https://fairline.local") String issuer,
        @DefaultValue("fairline") String audience) {

    private static final int SHORTEST_KEY_BITS = 2048;

    /** @throws IllegalStateException when there is no such key, or a weak one */
    RSAPublicKey key() {
        if (publicKey == null) {
            throw new IllegalStateException(complaint());
        }
        try (InputStream pem = publicKey.getInputStream()) {
            RSAPublicKey key = RsaKeyConverters.x509().convert(pem);
            if (key != null && key.getModulus().bitLength() >= SHORTEST_KEY_BITS) {
                return key;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(complaint() + " (" + publicKey + ": " + e.getMessage() + ")", e);
        }
        throw new IllegalStateException(complaint() + " (" + publicKey + " is another)");
    }

    private static String complaint() {
        return "Set JWT_PUBLIC_KEY to the place of an RSA public key of at least 2048 bits in PEM form, such as"
                + " file:/etc/fairline/jwt-public.pem";
    }
}
