package io.fairline.intake.web;

import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import reactor.core.publisher.Mono;

/** The addresses. Every one takes POST and nothing else: what they ask for goes into the log, and is read elsewhere. */
final class Routes {

    private static final Set<HttpMethod> ALLOWED = Set.of(HttpMethod.POST);
    private static final List<MediaType> PRODUCED =
            List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON);

    private Routes() {}

    static RouterFunction<ServerResponse> of(OrderEndpoints orders, DealEndpoints deals) {
        RouterFunctions.Builder routes = RouterFunctions.route();
        post(routes, "/orders", orders::place);
        post(routes, "/orders/{id}/confirm", orders::confirm);
        post(routes, "/orders/{id}/cancel", orders::cancel);
        post(routes, "/deals", deals::open);
        post(routes, "/deals/{dealId}/stock", deals::adjust);
        post(routes, "/deals/{dealId}/close", deals::close);
        return routes.build();
    }

    private static void post(RouterFunctions.Builder routes, String path, HandlerFunction<ServerResponse> endpoint) {
        routes.POST(path, request -> isAcceptable(request) ? endpoint.handle(request) : notAcceptable());
        routes.route(RequestPredicates.path(path), Routes::methodNotAllowed);
    }

    private static boolean isAcceptable(ServerRequest request) {
        try {
            List<MediaType> accepted = request.headers().accept();
            return accepted.isEmpty()
                    || accepted.stream().anyMatch(type -> PRODUCED.stream().anyMatch(type::isCompatibleWith));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static Mono<ServerResponse> notAcceptable() {
        return Mono.error(new NotAcceptableStatusException(PRODUCED));
    }

    private static Mono<ServerResponse> methodNotAllowed(ServerRequest request) {
        return Mono.error(new MethodNotAllowedException(request.method(), ALLOWED));
    }
}
