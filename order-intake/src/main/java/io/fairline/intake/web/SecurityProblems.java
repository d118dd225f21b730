package io.fairline.intake.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Says no in the one form that this service has for it, and without saying what was wrong with a token. */
final class SecurityProblems
        implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler, ServerExchangeRejectedHandler {

    private final ProblemWriter problems;

    SecurityProblems(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException failure) {
        return refuse(exchange.getResponse(), failure);
    }

    Mono<Void> refuse(ServerHttpResponse response, AuthenticationException failure) {
        boolean tokenWasSent = failure instanceof OAuth2AuthenticationException;
        response.getHeaders()
                .set(HttpHeaders.WWW_AUTHENTICATE, tokenWasSent ? "Bearer error=\"invalid_token\"" : "Bearer");
        return problems.write(
                response,
                new Problem(
                        ProblemType.UNAUTHORIZED,
                        tokenWasSent
                                ? "Get a new token: this one has expired, or was not made for this service."
                                : "Send the header Authorization: Bearer with a token."));
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
        return problems.write(
                exchange.getResponse(),
                new Problem(ProblemType.FORBIDDEN, "Use a token with the role that this needs."));
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException rejected) {
        return problems.write(
                exchange.getResponse(),
                new Problem(ProblemType.MALFORMED_REQUEST, "Send a plain address and plain headers."));
    }
}
