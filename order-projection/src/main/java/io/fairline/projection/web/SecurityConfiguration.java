package io.fairline.projection.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import tools.jackson.databind.json.JsonMapper;

/** Who may ask what: health is open, everything else wants a token, some of it the role {@code ops}. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    ReactiveJwtDecoder jwtDecoder(JwtSettings settings) {
        return Tokens.decoder(settings);
    }

    @Bean
    SecurityWebFilterChain securityFilterChain(
            ServerHttpSecurity http, ReactiveJwtDecoder decoder, ProblemWriter problems) {
        ServerAuthenticationEntryPoint unauthorized = (exchange, failure) -> problems.write(
                exchange,
                Problem.UNAUTHORIZED.because(
                        "Send 'Authorization: Bearer <token>' with a token that is signed, meant for this service and not expired."));
        ServerAccessDeniedHandler forbidden = (exchange, failure) ->
                problems.write(exchange, Problem.FORBIDDEN.because("This needs a token with the role ops."));
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(exchange -> exchange.pathMatchers("/actuator/health/**")
                        .permitAll()
                        .pathMatchers("/actuator/**", "/deals/*/ledger")
                        .hasAuthority(Viewer.OPS)
                        .anyExchange()
                        .authenticated())
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(unauthorized).accessDeniedHandler(forbidden))
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(unauthorized)
                        .accessDeniedHandler(forbidden)
                        .jwt(jwt -> jwt.jwtDecoder(decoder).jwtAuthenticationConverter(Tokens.bearer())))
                .build();
    }
}
