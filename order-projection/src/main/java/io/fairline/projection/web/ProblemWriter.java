package io.fairline.projection.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.R2dbcException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/** Turns every error, the framework's too, into a problem. */
@Order(-2) // before Spring Boot's own handler
final class ProblemWriter implements WebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);
    private static final String RETRY_AFTER_SECONDS = "1";
    private static final String ACCEPT_JSON = "Accept application/json.";

    private final JsonBodies json;
    private final UnansweredRequests unanswered;
    private final Map<Problem, Counter> refused = new EnumMap<>(Problem.class);

    ProblemWriter(JsonBodies json, UnansweredRequests unanswered, MeterRegistry metrics) {
        this.json = json;
        this.unanswered = unanswered;
        for (Problem problem : Problem.values()) {
            refused.put(
                    problem,
                    Counter.builder("fairline.projection.refused")
                            .description("Requests answered with a problem")
                            .tag("reason", problem.slug())
                            .register(metrics));
        }
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        return answer(exchange.getRequest(), exchange.getResponse(), failure);
    }

    Mono<Void> answer(ServerHttpRequest request, ServerHttpResponse response, Throwable failure) {
        if (failure instanceof AbortedException) {
            return Mono.empty(); // the client has hung up
        }
        if (response.isCommitted()) {
            return Mono.error(failure);
        }
        if (failure instanceof MethodNotAllowedException notAllowed) {
            response.getHeaders().setAllow(notAllowed.getSupportedMethods());
        }
        return write(response, interpret(request, failure));
    }

    Mono<Void> write(ServerHttpResponse response, Problem.Rejected rejected) {
        Problem problem = rejected.problem();
        count(problem);
        response.setStatusCode(problem.status());
        HttpHeaders headers = response.getHeaders();
        headers.setCacheControl("no-store");
        if (problem == Problem.UNAUTHORIZED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (rejected.worthARetry()) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        Map<String, Object> body = problem.body(String.valueOf(rejected.getMessage()));
        return json.write(body, MediaType.APPLICATION_PROBLEM_JSON, response);
    }

    private void count(Problem problem) {
        Counter counter = refused.get(problem);
        if (counter != null) {
            counter.increment();
        }
    }

    private Problem.Rejected interpret(ServerHttpRequest request, Throwable failure) {
        return switch (failure) {
            case Problem.Rejected rejected -> rejected;
            case AuthenticationException _ ->
                Problem.UNAUTHORIZED.because(
                        "Send 'Authorization: Bearer <token>' with a token that is signed, meant for this service and not expired.");
            case MethodNotAllowedException _ ->
                Problem.METHOD_NOT_ALLOWED.because("Use GET; orders are placed at order-intake.");
            case NotAcceptableStatusException it ->
                Problem.NOT_ACCEPTABLE.because("Accept one of %s.".formatted(types(it.getSupportedMediaTypes())));
            // Spring reads no more than fifty types of an Accept, and lets this out; no other header gets so far.
            case InvalidMimeTypeException _, InvalidMediaTypeException _ -> Problem.NOT_ACCEPTABLE.because(ACCEPT_JSON);
            case ResponseStatusException it
            when it.getStatusCode().value() == 404 -> Problem.NOT_FOUND.because("There is nothing at this path.");
            case ResponseStatusException it
            when it.getStatusCode().is4xxClientError() ->
                Problem.INVALID_REQUEST.because("Correct the request: %s.".formatted(it.getReason()));
            case DataAccessException it -> storeUnavailable(request, it);
            case R2dbcException it -> storeUnavailable(request, it);
            default -> {
                LOG.error("{} failed", request.getPath(), failure);
                yield Problem.INTERNAL_ERROR.because("Nothing you can do; the service's log says why.");
            }
        };
    }

    private Problem.Rejected storeUnavailable(ServerHttpRequest request, Exception failure) {
        unanswered.add(request.getPath().value(), failure);
        return Problem.STORE_UNAVAILABLE.forNow("Ask again; what was accepted is safe in the log.");
    }

    private static String types(List<MediaType> types) {
        return types.isEmpty()
                ? MediaType.APPLICATION_JSON_VALUE
                : types.stream().map(MediaType::toString).collect(Collectors.joining(", "));
    }
}
