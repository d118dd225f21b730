package io.fairline.perf.baselines.server;

import io.fairline.http.PlainHeaders;
import io.fairline.http.tokens.BearerTokens;
import io.fairline.http.tokens.TokenSettings;
import io.fairline.http.tokens.VerifiedTokens;
import io.fairline.perf.baselines.Counter;
import java.time.Clock;
import java.util.Base64;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec.FrameOptionsSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec.HstsSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec.XssProtectionSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(TokenSettings.class)
class WebConfiguration {

    private static final int SHORTEST_SECRET_BYTES = 32;

    @Bean
    SecurityObservationSettings noSecurityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    ServerWebExchangeFirewall firewall() {
        return PlainHeaders.firewall();
    }

    /** As in order-intake, down to the headers of an answer: what differs is what is compared. */
    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, TokenSettings settings) {
        VerifiedTokens tokens = new VerifiedTokens(settings, Clock.systemUTC(), Caller::new);
        return http.authorizeExchange(allowed -> allowed.pathMatchers("/ready")
                        .permitAll()
                        .pathMatchers(HttpMethod.POST, "/deals")
                        .hasRole(Caller.OPS)
                        .anyExchange()
                        .authenticated())
                .oauth2ResourceServer(server -> server.bearerTokenConverter(new BearerTokens())
                        .authenticationManagerResolver(_ -> Mono.just(tokens)))
                .headers(headers -> headers.frameOptions(FrameOptionsSpec::disable)
                        .xssProtection(XssProtectionSpec::disable)
                        .hsts(HstsSpec::disable))
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .build();
    }

    @Bean
    RouterFunction<ServerResponse> routes(Counter counter, @Value("${fairline.order-id-secret}") String secret) {
        Endpoints endpoints = new Endpoints(counter, secretOf(secret));
        // Deferred, so that what is thrown at once is answered like what fails later.
        return RouterFunctions.route()
                .POST("/orders", request -> Mono.defer(() -> endpoints.place(request)))
                .GET("/orders/{id}", request -> Mono.defer(() -> endpoints.find(request)))
                .POST("/deals", endpoints::open)
                .GET("/ready", _ -> ServerResponse.ok().build())
                .onError(Refusal.class, (failure, _) -> failure.response())
                .build();
    }

    private static byte[] secretOf(String base64) {
        byte[] secret = Base64.getDecoder().decode(base64);
        if (secret.length < SHORTEST_SECRET_BYTES) {
            throw new IllegalStateException("Set ORDER_ID_SECRET to the base64 of at least 32 random bytes");
        }
        return secret;
    }
}
