package io.fairline.http;

import io.fairline.http.tokens.BearerTokens;
import io.fairline.http.tokens.VerifiedTokens;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import reactor.core.publisher.Mono;

/**
 * Answers the requests of one route and hands every other on. On the way through WebFlux's filters and mappings and
 * Spring Security's chain each request costs half as much again (ADR 44). Nobody gets by without a good token: it is checked
 * here first, by the same classes as there.
 */
public final class FastPath implements HttpHandler {

    private final Route route;
    private final VerifiedTokens tokens;
    private final Endpoint endpoint;
    private final Failures failures;
    private final HttpHandler others;

    /** What is done with a request whose token is good. */
    @FunctionalInterface
    public interface Endpoint {

        /** Completes when the answer is written; what is thrown, or comes as an error, is left to {@link Failures}. */
        Mono<Void> answer(Authentication caller, ServerHttpRequest request, ServerHttpResponse response);
    }

    /** What a client is told when there is no answer. */
    @FunctionalInterface
    public interface Failures {

        /**
         * Answers with a problem.
         *
         * @param request what could not be answered
         * @param failure an {@link org.springframework.security.core.AuthenticationException} when there is no good token
         */
        Mono<Void> answer(ServerHttpRequest request, ServerHttpResponse response, Throwable failure);
    }

    /**
     * The way to one endpoint.
     *
     * @param others takes all other requests
     */
    public FastPath(Route route, VerifiedTokens tokens, Endpoint endpoint, Failures failures, HttpHandler others) {
        this.route = route;
        this.tokens = tokens;
        this.endpoint = endpoint;
        this.failures = failures;
        this.others = others;
    }

    @Override
    public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
        if (!route.takes(request)) {
            return others.handle(request, response);
        }
        HttpHeaders headers = response.getHeaders();
        headers.setCacheControl("no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        return Mono.defer(() -> endpoint.answer(callerOf(request.getHeaders()), request, response))
                .onErrorResume(failure -> failures.answer(request, response, failure));
    }

    /** In the form that Spring has for routes. */
    @Override
    public String toString() {
        return "%s -> %s%n%s".formatted(route, endpoint, others);
    }

    private Authentication callerOf(HttpHeaders headers) {
        String token = BearerTokens.in(headers);
        if (token == null) {
            throw new AuthenticationCredentialsNotFoundException("There is no token");
        }
        return tokens.verify(token);
    }
}
