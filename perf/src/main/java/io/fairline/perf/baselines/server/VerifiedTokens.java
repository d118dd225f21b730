package io.fairline.perf.baselines.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

/** Verifies bearer tokens and remembers the good ones by their digest for a minute, as order-intake does. */
final class VerifiedTokens implements ReactiveAuthenticationManager {

    private static final int MOST_TOKENS = 50_000;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final JwtDecoder decoder;
    private final Cache<ByteBuffer, Verified> verified = Caffeine.newBuilder()
            .maximumSize(MOST_TOKENS)
            .expireAfterWrite(LONGEST)
            .build();

    VerifiedTokens(JwtDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication authentication) {
        if (!(authentication instanceof BearerTokenAuthenticationToken bearer)) {
            return Mono.empty();
        }
        try {
            return Mono.just(callerOf(bearer.getToken()));
        } catch (JwtException | IllegalArgumentException e) {
            return Mono.error(new InvalidBearerTokenException("The token is not valid here", e));
        }
    }

    private Caller callerOf(String token) {
        ByteBuffer digest = ByteBuffer.wrap(sha256(token));
        Verified known = verified.getIfPresent(digest);
        if (known != null && Instant.now().isBefore(known.expiresAt())) {
            return known.caller();
        }
        Jwt jwt = decoder.decode(token);
        Collection<?> roles = jwt.getClaim("roles") instanceof Collection<?> claimed ? claimed : List.of();
        String subject = jwt.getSubject();
        if (subject == null) {
            throw new BadJwtException("nobody is named");
        }
        Caller caller = new Caller(subject, roles);
        Instant expiresAt = jwt.getExpiresAt();
        if (expiresAt != null) {
            verified.put(digest, new Verified(caller, expiresAt));
        }
        return caller;
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private record Verified(Caller caller, Instant expiresAt) {}
}
