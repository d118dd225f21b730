package io.fairline.http.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fairline.local.JwtKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.UrlResource;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** That a token was good once makes neither it nor one like it good for ever. */
class VerifiedTokensTest {

    private static final JwtKeys KEYS = JwtKeys.generate(Path.of("target", "jwt"));
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private Instant now = NOON;
    private int verified;
    private final VerifiedTokens tokens = new VerifiedTokens(settings(), clock(), (subject, _) -> {
        verified++;
        return new TestingAuthenticationToken(subject, "");
    });

    @Test
    void isVerifiedOnceAndRemembered() {
        String token = token(NOON.plusSeconds(30));

        assertThat(bearerOf(token).getName()).isEqualTo("alice");
        assertThat(bearerOf(token).getName()).isEqualTo("alice");

        assertThat(verified).isOne();
    }

    @Test
    void isRefusedOnceItHasExpiredThoughItIsRemembered() {
        String token = token(NOON.plusSeconds(30));
        bearerOf(token);
        now = NOON.plusSeconds(29);
        bearerOf(token);

        now = NOON.plusSeconds(31);

        assertRefused(token);
    }

    @Test
    void doesNotMakeTheSameTokenUnderAnotherSignatureGood() {
        String token = token(NOON.plusSeconds(30));
        bearerOf(token);

        // The first character of the signature: all of its bits count, which those of the last one may not.
        int at = token.lastIndexOf('.') + 1;
        char other = token.charAt(at) == 'A' ? 'B' : 'A';
        assertRefused(token.substring(0, at) + other + token.substring(at + 1));
    }

    @Test
    void makesNoneOfItsPartsGood() {
        String token = token(NOON.plusSeconds(30));
        bearerOf(token);

        assertRefused(token.substring(0, token.lastIndexOf('.') + 1));
        assertRefused(token.substring(0, token.length() - 1));
    }

    private void assertRefused(String token) {
        assertThatExceptionOfType(InvalidBearerTokenException.class).isThrownBy(() -> bearerOf(token));
    }

    private Authentication bearerOf(String token) {
        return tokens.authenticate(new BearerTokenAuthenticationToken(token))
                .blockOptional()
                .orElseThrow();
    }

    private static String token(Instant expiresAt) {
        return KEYS.newToken()
                .subject("alice")
                .claim("iat", NOON.getEpochSecond())
                .expiresAt(expiresAt)
                .sign();
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    private static TokenSettings settings() {
        return new TokenSettings(UrlResource.from(KEYS.publicKeyLocation()), "https://fairline.local", "fairline");
    }
}
