package io.fairline.intake.web;

import java.util.Set;
import java.util.function.Function;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import reactor.core.publisher.Mono;

/** The addresses. Every one takes POST and nothing else: what they ask for goes into the log, and is read elsewhere. */
final class Routes {

    private static final Set<HttpMethod> ALLOWED = Set.of(HttpMethod.POST);

    private Routes() {}

    static RouterFunction<ServerResponse> of(OrderEndpoints orders, DealEndpoints deals) {
        RouterFunctions.Builder routes = RouterFunctions.route();
        // POST /orders does not come here: it takes the FastPath.
        routes.route(RequestPredicates.path("/orders"), Routes::methodNotAllowed);
        post(routes, "/orders/{id}/confirm", orders::confirm);
        post(routes, "/orders/{id}/cancel", orders::cancel);
        post(routes, "/deals", deals::open);
        post(routes, "/deals/{dealId}/stock", deals::adjust);
        post(routes, "/deals/{dealId}/close", deals::close);
        return routes.build();
    }

    private static void post(
            RouterFunctions.Builder routes, String path, Function<ServerRequest, Mono<Acceptance>> endpoint) {
        routes.POST(path, request -> {
            Negotiation.requireJson(request.headers().asHttpHeaders());
            return endpoint.apply(request).flatMap(Routes::accepted);
        });
        routes.route(RequestPredicates.path(path), Routes::methodNotAllowed);
    }

    private static Mono<ServerResponse> accepted(Acceptance acceptance) {
        return ServerResponse.accepted().build((exchange, _) -> acceptance.writeTo(exchange.getResponse()));
    }

    private static Mono<ServerResponse> methodNotAllowed(ServerRequest request) {
        return Mono.error(new MethodNotAllowedException(request.method(), ALLOWED));
    }
}
