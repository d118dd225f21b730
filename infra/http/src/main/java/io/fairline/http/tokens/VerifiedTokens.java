package io.fairline.http.tokens;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import reactor.core.publisher.Mono;

/**
 * Verifies bearer tokens and remembers the good ones for a while, since checking a signature costs more than the whole
 * rest of a request. Remembered under the token's digest: whoever reads this memory cannot use what is in it.
 */
public final class VerifiedTokens implements ReactiveAuthenticationManager {

    private static final int MOST_TOKENS = 50_000;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final JwtDecoder decoder;
    private final Clock clock;
    private final Bearers bearers;
    private final Cache<ByteBuffer, Verified> verified = Caffeine.newBuilder()
            .maximumSize(MOST_TOKENS)
            .expireAfterWrite(LONGEST)
            .build();

    /** Who somebody is to a service. */
    @FunctionalInterface
    public interface Bearers {

        /**
         * The bearer of a good token.
         *
         * @param subject of the token
         * @param roles that it claims, as they stand in it
         * @return authenticated, and without the token
         */
        Authentication of(String subject, Collection<?> roles);
    }

    /**
     * Checks everything that there is to check, an expiry that must exist included.
     *
     * @throws IllegalStateException when the settings name no key, or a weak one
     */
    public VerifiedTokens(TokenSettings settings, Clock clock, Bearers bearers) {
        this.decoder = TokenRules.decoder(settings, clock);
        this.clock = clock;
        this.bearers = bearers;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication authentication) {
        if (!(authentication instanceof BearerTokenAuthenticationToken bearer)) {
            return Mono.empty();
        }
        return Mono.fromSupplier(() -> verify(bearer.getToken()));
    }

    /**
     * The token's bearer.
     *
     * @throws InvalidBearerTokenException when it is not a good token
     */
    public Authentication verify(String token) {
        try {
            return bearerOf(token);
        } catch (JwtException | IllegalArgumentException e) {
            // Not with e's message: it quotes the token's claims.
            throw new InvalidBearerTokenException("The token is not valid here", e);
        }
    }

    private Authentication bearerOf(String token) {
        ByteBuffer digest = ByteBuffer.wrap(sha256(token));
        Verified known = verified.getIfPresent(digest);
        if (known != null && clock.instant().isBefore(known.expiresAt())) {
            return known.bearer();
        }
        Jwt jwt = decoder.decode(token);
        String subject = jwt.getSubject();
        Instant expiresAt = jwt.getExpiresAt();
        if (subject == null || expiresAt == null) {
            throw new BadJwtException("the rules let a token pass that says not who or not until when");
        }
        Authentication bearer = bearers.of(subject, rolesOf(jwt));
        verified.put(digest, new Verified(bearer, expiresAt));
        return bearer;
    }

    private static Collection<?> rolesOf(Jwt jwt) {
        return jwt.getClaim("roles") instanceof Collection<?> roles ? roles : List.of();
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private record Verified(Authentication bearer, Instant expiresAt) {}
}
