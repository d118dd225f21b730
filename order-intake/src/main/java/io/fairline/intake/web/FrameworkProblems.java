package io.fairline.intake.web;

import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/** Turns every exception that reaches the edge into a problem, without a word from the client or of our insides. */
@Order(-2)
final class FrameworkProblems implements ErrorWebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FrameworkProblems.class);

    private final ProblemWriter problems;

    FrameworkProblems(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        return answer(exchange.getResponse(), failure);
    }

    Mono<Void> answer(ServerHttpResponse response, Throwable failure) {
        if (failure instanceof AbortedException || AbortedException.isConnectionReset(failure)) {
            return Mono.empty(); // the client has hung up
        }
        if (response.isCommitted()) {
            return Mono.error(failure); // too late for a problem: the server closes the connection and logs why
        }
        if (failure instanceof MethodNotAllowedException method) {
            response.getHeaders().setAllow(method.getSupportedMethods());
        }
        return problems.write(response, problemOf(failure));
    }

    private static Problem problemOf(Throwable failure) {
        return switch (failure) {
            case RequestRefused refused -> refused.problem();
            case MethodNotAllowedException method ->
                new Problem(ProblemType.METHOD_NOT_ALLOWED, "Use one of: " + names(method) + ".");
            case ResponseStatusException status ->
                ofStatus(status.getStatusCode().value());
            // Spring reads no more than fifty types of an Accept, and lets this out; no other header gets so far.
            case InvalidMimeTypeException _, InvalidMediaTypeException _ -> ofStatus(406);
            default -> {
                LOG.error("A request failed for a reason that nobody foresaw", failure);
                yield ofStatus(500);
            }
        };
    }

    private static Problem ofStatus(int status) {
        return switch (status) {
            case 404 -> new Problem(ProblemType.NOT_FOUND, "Look the addresses up in docs/api/order-intake.yaml.");
            case 406 -> new Problem(ProblemType.NOT_ACCEPTABLE, "Accept application/json.");
            case 415 -> new Problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send application/json.");
            default ->
                status < 500
                        ? new Problem(ProblemType.MALFORMED_REQUEST, "Send a request as documented.")
                        : new Problem(ProblemType.INTERNAL_ERROR, "Try again later; what happened is in our log.");
        };
    }

    private static String names(MethodNotAllowedException method) {
        return method.getSupportedMethods().stream().map(HttpMethod::name).collect(Collectors.joining(", "));
    }
}
