package io.fairline.intake.web;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
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
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(TokenSettings.class)
class SecurityConfiguration {

    @Bean
    VerifiedTokens verifiedTokens(TokenSettings settings, Clock clock) {
        return new VerifiedTokens(TokenRules.decoder(settings, clock), clock);
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

    /** Spring's own, but for its regular expressions over every header: they cost more than all the rest of it. */
    @Bean
    ServerWebExchangeFirewall firewall() {
        StrictServerWebExchangeFirewall firewall = new StrictServerWebExchangeFirewall();
        firewall.setAllowedHeaderNames(name -> isPlain(name) && name.indexOf('\t') < 0);
        firewall.setAllowedHeaderValues(SecurityConfiguration::isPlain);
        return firewall;
    }

    /** @param text null where the firewall looks at a header that was not sent */
    private static boolean isPlain(@Nullable String text) {
        if (text == null) {
            return true;
        }
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (Character.isISOControl(c) && c != '\t') {
                return false;
            }
        }
        return true;
    }

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, VerifiedTokens tokens, SecurityProblems problems) {
        return http.authorizeExchange(allowed -> allowed.pathMatchers(HttpMethod.POST, "/orders/**")
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
