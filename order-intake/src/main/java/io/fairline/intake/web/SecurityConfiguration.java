package io.fairline.intake.web;

import io.fairline.http.PlainHeaders;
import io.fairline.http.tokens.BearerTokens;
import io.fairline.http.tokens.TokenSettings;
import io.fairline.http.tokens.VerifiedTokens;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec.FrameOptionsSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec.HstsSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec.XssProtectionSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(TokenSettings.class)
class SecurityConfiguration {

    @Bean
    VerifiedTokens verifiedTokens(TokenSettings settings, Clock clock) {
        return new VerifiedTokens(settings, clock, (subject, roles) -> new Caller(subject, Caller.knownRoles(roles)));
    }

    @Bean
    SecurityProblems securityProblems(ProblemWriter problems) {
        return new SecurityProblems(problems);
    }

    /** Three observations for each request would cost more than the order itself. */
    @Bean
    SecurityObservationSettings noSecurityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    ServerWebExchangeFirewall firewall() {
        return PlainHeaders.firewall();
    }

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, VerifiedTokens tokens, SecurityProblems problems) {
        // What is asked most comes first. POST /orders does not come here: the FastPath asks for a token itself.
        return http.authorizeExchange(allowed -> allowed.pathMatchers("/orders/**")
                        .authenticated()
                        .pathMatchers("/deals/**")
                        .hasRole(Caller.OPS)
                        .pathMatchers("/actuator/health/**")
                        .permitAll()
                        .pathMatchers("/actuator/prometheus")
                        .hasRole(Caller.OPS)
                        .pathMatchers("/actuator/**")
                        .denyAll()
                        .anyExchange()
                        .authenticated())
                .oauth2ResourceServer(server -> server.bearerTokenConverter(new BearerTokens())
                        .authenticationManagerResolver(_ -> Mono.just(tokens))
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems))
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                // These speak to browsers that show pages; no-store and nosniff stay.
                .headers(headers -> headers.frameOptions(FrameOptionsSpec::disable)
                        .xssProtection(XssProtectionSpec::disable)
                        .hsts(HstsSpec::disable))
                // Nothing here is kept between requests, and no browser sends credentials by itself.
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .build();
    }
}
