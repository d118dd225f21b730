package io.fairline.intake.web;

import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Finds who sent a request. Security lets no request to an endpoint that has no caller. */
final class Callers {

    private Callers() {}

    static Mono<Caller> of(ServerRequest request) {
        return request.principal().cast(Caller.class);
    }
}
