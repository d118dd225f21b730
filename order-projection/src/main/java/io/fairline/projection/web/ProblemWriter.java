package io.fairline.projection.web;

import io.r2dbc.spi.R2dbcException;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Turns every error, the framework's too, into a problem. */
@Order(-2) // before Spring Boot's own handler
final class ProblemWriter implements WebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);
    private static final String RETRY_AFTER_SECONDS = "1";
    private static final String ACCEPT_JSON = "Accept application/json.";

    private final JsonMapper json;
    private final UnansweredRequests unanswered;

    ProblemWriter(JsonMapper json, UnansweredRequests unanswered) {
        this.json = json;
        this.unanswered = unanswered;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        if (failure instanceof MethodNotAllowedException notAllowed) {
            exchange.getResponse().getHeaders().setAllow(notAllowed.getSupportedMethods());
        }
        return write(exchange, interpret(exchange, failure));
    }

    Mono<Void> write(ServerWebExchange exchange, Problem.Rejected rejected) {
        Problem problem = rejected.problem();
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(problem.status());
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        if (problem == Problem.UNAUTHORIZED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (rejected.worthARetry()) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        byte[] body = json.writeValueAsBytes(problem.body(String.valueOf(rejected.getMessage())));
        DataBuffer buffer = response.bufferFactory().wrap(body);
        return response.writeWith(Mono.just(buffer));
    }

    private Problem.Rejected interpret(ServerWebExchange exchange, Throwable failure) {
        return switch (failure) {
            case Problem.Rejected rejected -> rejected;
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
            case DataAccessException it -> storeUnavailable(exchange, it);
            case R2dbcException it -> storeUnavailable(exchange, it);
            default -> {
                LOG.error("{} failed", exchange.getRequest().getPath(), failure);
                yield Problem.INTERNAL_ERROR.because("Nothing you can do; the service's log says why.");
            }
        };
    }

    private Problem.Rejected storeUnavailable(ServerWebExchange exchange, Exception failure) {
        unanswered.add(exchange.getRequest().getPath().value(), failure);
        return Problem.STORE_UNAVAILABLE.forNow("Ask again; what was accepted is safe in the log.");
    }

    private static String types(List<MediaType> types) {
        return types.isEmpty()
                ? MediaType.APPLICATION_JSON_VALUE
                : types.stream().map(MediaType::toString).collect(Collectors.joining(", "));
    }
}
