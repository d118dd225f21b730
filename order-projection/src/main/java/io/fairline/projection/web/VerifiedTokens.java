package io.fairline.projection.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/** Remembers verified tokens until they expire, because checking a signature costs more than everything else here. */
final class VerifiedTokens implements ReactiveJwtDecoder {

    private static final int MOST_TOKENS = 10_000;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final ReactiveJwtDecoder verifier;
    private final Cache<String, Jwt> verified = Caffeine.newBuilder()
            .maximumSize(MOST_TOKENS)
            .expireAfter(Expiry.creating((String token, Jwt jwt) -> lifeOf(jwt)))
            .build();

    VerifiedTokens(ReactiveJwtDecoder verifier) {
        this.verifier = verifier;
    }

    @Override
    public Mono<Jwt> decode(String token) {
        Jwt known = verified.getIfPresent(token);
        return known != null ? Mono.just(known) : verifier.decode(token).doOnNext(jwt -> verified.put(token, jwt));
    }

    private static Duration lifeOf(Jwt jwt) {
        Instant expiry = jwt.getExpiresAt();
        Duration left = expiry == null ? Duration.ZERO : Duration.between(Instant.now(), expiry);
        return left.compareTo(LONGEST) < 0 ? left : LONGEST;
    }
}
