package io.fairline.perf.baselines.server;

import io.fairline.http.FastPath;
import io.fairline.http.PlainHeaders;
import io.fairline.http.tokens.BearerTokens;
import io.fairline.http.tokens.TokenSettings;
import io.fairline.http.tokens.VerifiedTokens;
import io.fairline.perf.baselines.Counter;
import java.time.Clock;
import java.util.Base64;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec.FrameOptionsSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec.HstsSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec.XssProtectionSpec;
import org.springframework.security.core.AuthenticationException;
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

    @Bean
    VerifiedTokens verifiedTokens(TokenSettings settings) {
        return new VerifiedTokens(settings, Clock.systemUTC(), Caller::new);
    }

    /** As in order-intake, down to the headers of an answer: what differs is what is compared. */
    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, VerifiedTokens tokens) {
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
    Endpoints endpoints(Counter counter, @Value("${fairline.order-id-secret}") String secret) {
        return new Endpoints(counter, secretOf(secret));
    }

    @Bean
    RouterFunction<ServerResponse> routes(Endpoints endpoints) {
        return RouterFunctions.route()
                .POST("/deals", request -> endpoints.open(request).flatMap(answer -> response(answer::writeTo)))
                .GET("/ready", _ -> ServerResponse.ok().build())
                .onError(Refusal.class, (refusal, _) -> response(refusal::writeTo))
                .build();
    }

    /** As in order-intake and order-projection too: an order, and whoever asks after one, takes the shorter way. */
    @Bean
    WebHttpHandlerBuilderCustomizer fastPath(Endpoints endpoints, VerifiedTokens tokens) {
        return http -> http.httpHandlerDecorator(others -> new FastPath(
                Endpoints.PLACE,
                tokens,
                endpoints::place,
                WebConfiguration::answer,
                new FastPath(Endpoints.FIND, tokens, endpoints::find, WebConfiguration::answer, others)));
    }

    private static Mono<Void> answer(ServerHttpRequest request, ServerHttpResponse response, Throwable failure) {
        return switch (failure) {
            case Refusal refusal -> refusal.writeTo(response);
            case AuthenticationException _ ->
                new Refusal(401, "unauthorized", "Send the header Authorization: Bearer with a token.")
                        .writeTo(response);
            default -> Mono.error(failure);
        };
    }

    private static Mono<ServerResponse> response(Function<ServerHttpResponse, Mono<Void>> writer) {
        return ServerResponse.ok().build((exchange, _) -> writer.apply(exchange.getResponse()));
    }

    private static byte[] secretOf(String base64) {
        byte[] secret = Base64.getDecoder().decode(base64);
        if (secret.length < SHORTEST_SECRET_BYTES) {
            throw new IllegalStateException("Set ORDER_ID_SECRET to the base64 of at least 32 random bytes");
        }
        return secret;
    }
}
