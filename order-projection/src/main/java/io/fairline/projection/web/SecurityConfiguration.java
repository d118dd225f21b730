package io.fairline.projection.web;

import io.fairline.http.PlainHeaders;
import io.fairline.http.tokens.BearerTokens;
import io.fairline.http.tokens.TokenSettings;
import io.fairline.http.tokens.VerifiedTokens;
import io.fairline.projection.RefusesToRun;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Who may ask what: health is open, everything else wants a token, some of it the role {@code ops}. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(TokenSettings.class)
class SecurityConfiguration {

    @Bean
    JsonBodies jsonBodies(JsonMapper json) {
        return new JsonBodies(json);
    }

    @Bean
    ProblemWriter problemWriter(JsonBodies json, MeterRegistry metrics) {
        return new ProblemWriter(json, new UnansweredRequests(System::nanoTime), metrics);
    }

    @Bean
    VerifiedTokens verifiedTokens(TokenSettings settings) {
        try {
            return new VerifiedTokens(settings, Clock.systemUTC(), Viewer::authenticated);
        } catch (IllegalStateException e) {
            throw new RefusesToRun(String.valueOf(e.getMessage()), e);
        }
    }

    /** Requests are observed once; nobody reads what each filter of theirs took. */
    @Bean
    SecurityObservationSettings noSecurityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    ServerWebExchangeFirewall firewall() {
        return PlainHeaders.firewall();
    }

    /** What the firewall refuses never gets as far as the filters below. */
    @Bean
    ServerExchangeRejectedHandler refusedByTheFirewall(ProblemWriter problems) {
        return (exchange, _) -> problems.write(
                exchange.getResponse(), Problem.INVALID_REQUEST.because("Send a plain address and plain headers."));
    }

    @Bean
    SecurityWebFilterChain securityFilterChain(ServerHttpSecurity http, VerifiedTokens tokens, ProblemWriter problems) {
        ServerAuthenticationEntryPoint unauthorized = problems::handle;
        ServerAccessDeniedHandler forbidden = (exchange, _) -> problems.write(
                exchange.getResponse(), Problem.FORBIDDEN.because("This needs a token with the role ops."));
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                // Nothing is kept between requests; looking into an empty cache would make a session each time.
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                // GET /orders/{orderId} does not come here: the FastPath asks for a token itself.
                .authorizeExchange(exchange -> exchange.pathMatchers("/orders/**")
                        .authenticated()
                        .pathMatchers("/actuator/health/**")
                        .permitAll()
                        .pathMatchers("/actuator/**", "/deals/*/ledger")
                        .hasAuthority(Viewer.OPS)
                        .anyExchange()
                        .authenticated())
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(unauthorized).accessDeniedHandler(forbidden))
                .oauth2ResourceServer(server -> server.bearerTokenConverter(new BearerTokens())
                        .authenticationManagerResolver(_ -> Mono.just(tokens))
                        .authenticationEntryPoint(unauthorized)
                        .accessDeniedHandler(forbidden))
                .build();
    }
}
