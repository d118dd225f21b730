package io.fairline.projection.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Whose tokens count.
 *
 * @param publicKey PEM of the RSA key that signs them; without one the service refuses to run
 * @param audience what a token must be meant for
 */
@ConfigurationProperties("fairline.jwt")
record JwtSettings(
        @Nullable Resource publicKey,
        @DefaultValue("https://fairline.local") String issuer,
        @DefaultValue("fairline") String audience) {}
