package io.fairline.projection.web;

import io.fairline.projection.RefusesToRun;
import java.io.IOException;
import java.io.InputStream;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.io.Resource;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import reactor.core.publisher.Mono;

/** What makes a token good, and what it makes of its bearer. */
final class Tokens {

    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private Tokens() {}

    static ReactiveJwtDecoder decoder(JwtSettings settings) {
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withPublicKey(publicKey(settings))
                .signatureAlgorithm(SignatureAlgorithm.RS256)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(List.of(
                new JwtTimestampValidator(CLOCK_SKEW),
                new JwtIssuerValidator(settings.issuer()),
                require(
                        "aud",
                        jwt -> jwt.getAudience() != null && jwt.getAudience().contains(settings.audience())),
                require(
                        "exp",
                        jwt -> jwt.getExpiresAt() != null && jwt.getExpiresAt().isAfter(Instant.EPOCH)),
                require(
                        "sub",
                        jwt -> jwt.getSubject() != null
                                && SUBJECT.matcher(jwt.getSubject()).matches()))));
        return new VerifiedTokens(decoder);
    }

    /** The token's subject with its roles as authorities. */
    static Converter<Jwt, Mono<AbstractAuthenticationToken>> bearer() {
        return jwt -> Mono.just(new JwtAuthenticationToken(jwt, authorities(jwt)));
    }

    private static Collection<SimpleGrantedAuthority> authorities(Jwt jwt) {
        return jwt.getClaim("roles") instanceof Collection<?> roles
                ? roles.stream()
                        .map(String::valueOf)
                        .map(SimpleGrantedAuthority::new)
                        .toList()
                : List.of();
    }

    private static OAuth2TokenValidator<Jwt> require(String claim, java.util.function.Predicate<Jwt> condition) {
        OAuth2Error error = new OAuth2Error("invalid_token", "The claim %s is not as required".formatted(claim), null);
        return jwt ->
                condition.test(jwt) ? OAuth2TokenValidatorResult.success() : OAuth2TokenValidatorResult.failure(error);
    }

    private static RSAPublicKey publicKey(JwtSettings settings) {
        Resource location = settings.publicKey();
        if (location == null) {
            throw new RefusesToRun("set JWT_PUBLIC_KEY to the place of the RSA public key that tokens are checked with,"
                    + " such as file:/etc/fairline/jwt-public.pem");
        }
        try (InputStream pem = location.getInputStream()) {
            RSAPublicKey key = RsaKeyConverters.x509().convert(pem);
            if (key == null) {
                throw new IllegalArgumentException("no key in it");
            }
            return key;
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusesToRun(
                    "%s holds no RSA public key in PEM form, correct JWT_PUBLIC_KEY: %s"
                            .formatted(location, e.getMessage()),
                    e);
        }
    }
}
