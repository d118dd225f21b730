package io.fairline.perf.baselines.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * What a token has to be: RS256 by our key, from our issuer, for us, not expired.
 *
 * @param publicKey PEM
 */
@ConfigurationProperties("fairline.jwt")
record TokenSettings(Resource publicKey, String issuer, String audience) {

    JwtDecoder decoder() {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withPublicKey(key())
                .signatureAlgorithm(SignatureAlgorithm.RS256)
                .validateType(true)
                .build();
        JwtTimestampValidator times = new JwtTimestampValidator(Duration.ZERO);
        times.setAllowEmptyExpiryClaim(false);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                times, new JwtIssuerValidator(issuer), new JwtAudienceValidator(audience)));
        return decoder;
    }

    private RSAPublicKey key() {
        try (InputStream pem = publicKey.getInputStream()) {
            RSAPublicKey key = RsaKeyConverters.x509().convert(pem);
            if (key == null) {
                throw new IllegalStateException("JWT_PUBLIC_KEY names no RSA public key in PEM form");
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("JWT_PUBLIC_KEY cannot be read", e);
        }
    }
}
