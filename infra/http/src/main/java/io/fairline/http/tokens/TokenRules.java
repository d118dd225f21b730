package io.fairline.http.tokens;

import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** What a token has to be: RS256 by our key, from our issuer, for us, not expired, about somebody we can name. */
final class TokenRules {

    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

    private TokenRules() {}

    static JwtDecoder decoder(TokenSettings settings, Clock clock) {
        JwtTimestampValidator times = new JwtTimestampValidator(Duration.ZERO);
        times.setAllowEmptyExpiryClaim(false);
        times.setClock(clock);
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withPublicKey(settings.key())
                .signatureAlgorithm(SignatureAlgorithm.RS256)
                .validateType(true)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                times,
                new JwtIssuerValidator(settings.issuer()),
                new JwtAudienceValidator(settings.audience()),
                new JwtClaimValidator<String>(
                        JwtClaimNames.SUB,
                        subject -> subject != null && SUBJECT.matcher(subject).matches())));
        return decoder;
    }
}
