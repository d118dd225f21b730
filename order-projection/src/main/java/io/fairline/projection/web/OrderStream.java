package io.fairline.projection.web;

import io.fairline.projection.domain.Order;
import io.fairline.projection.store.Lines;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.Authentication;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Streams an order's statuses as server-sent events until there is nothing more to come. */
final class OrderStream {

    private static final Duration LOOK_IN_LINE = Duration.ofSeconds(1);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);
    private static final Duration COME_AGAIN_AFTER = Duration.ofSeconds(1);

    private final Looks looks;
    private final Patience patience;
    private final Lines lines;
    private final WaitSettings settings;

    OrderStream(Looks looks, Patience patience, Lines lines, WaitSettings settings) {
        this.looks = looks;
        this.patience = patience;
        this.lines = lines;
        this.settings = settings;
    }

    RouterFunction<ServerResponse> route() {
        RequestPredicate wantsStream = OrderStream::wantsStream;
        return RouterFunctions.route(RequestPredicates.GET("/orders/{orderId}").and(wantsStream), this::stream);
    }

    private static boolean wantsStream(ServerRequest request) {
        try {
            return request.headers().accept().stream().anyMatch(MediaType.TEXT_EVENT_STREAM::equalsTypeAndSubtype);
        } catch (InvalidMediaTypeException e) {
            return false; // the controller answers it with 406
        }
    }

    private Mono<ServerResponse> stream(ServerRequest request) {
        return request.principal().cast(Authentication.class).map(Viewer::of).flatMap(viewer -> {
            OrderQuery query = OrderQuery.of(
                    request.pathVariable("orderId"),
                    request.queryParam("position").orElse(null),
                    viewer,
                    lines);
            // The first look decides between a stream and a 404.
            return query.look(looks)
                    .flatMap(first -> first.unknown()
                            ? Mono.error(OrderQuery.notFound())
                            : ServerResponse.ok()
                                    .contentType(MediaType.TEXT_EVENT_STREAM)
                                    .header("Cache-Control", "no-store")
                                    .body(BodyInserters.fromServerSentEvents(statuses(query))));
        });
    }

    private Flux<ServerSentEvent<OrderJson>> statuses(OrderQuery query) {
        Flux<ServerSentEvent<OrderJson>> statuses = patience.follow(
                        query.subject(), query.viewer(), query.look(looks), LOOK_IN_LINE, settings.longestStream())
                .takeUntil(OrderStream::isLast)
                .filter(sight -> !sight.unknown())
                .distinctUntilChanged()
                .map(sight -> event(query, sight))
                .share();
        Flux<ServerSentEvent<OrderJson>> signsOfLife = Flux.interval(SIGN_OF_LIFE)
                .map(tick -> ServerSentEvent.<OrderJson>builder()
                        .comment("still here")
                        .build())
                .onBackpressureDrop();
        return statuses.mergeWith(
                signsOfLife.takeUntilOther(statuses.ignoreElements().onErrorComplete()));
    }

    private static ServerSentEvent<OrderJson> event(OrderQuery query, Sight<Order> sight) {
        return ServerSentEvent.builder(OrderJson.of(query.orderId(), sight, query.viewer()))
                .id(Long.toString(sight.version()))
                .event("status")
                .retry(COME_AGAIN_AFTER)
                .build();
    }

    private static boolean isLast(Sight<Order> sight) {
        @Nullable Order order = sight.value();
        boolean settled = order != null && order.status().isSettled() && sight.ahead() == null;
        return settled || sight.unknown();
    }
}
