package io.fairline.projection.web;

import io.fairline.projection.domain.Order;
import io.fairline.schemas.DealPartitions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
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
import org.springframework.web.server.MethodNotAllowedException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Streams an order's statuses as server-sent events until there is nothing more to come. */
final class OrderStream {

    private static final String ORDER = "/orders/{orderId}";
    private static final List<HttpMethod> ALLOWED = List.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Duration LOOK_IN_LINE = Duration.ofSeconds(1);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);
    private static final Duration COME_AGAIN_AFTER = Duration.ofSeconds(1);

    private final Views views;
    private final LongPoll longPoll;
    private final DealPartitions partitions;
    private final WaitSettings settings;

    OrderStream(Views views, LongPoll longPoll, DealPartitions partitions, WaitSettings settings) {
        this.views = views;
        this.longPoll = longPoll;
        this.partitions = partitions;
        this.settings = settings;
    }

    RouterFunction<ServerResponse> route() {
        RequestPredicate wantsStream =
                request -> Negotiation.wantsStream(request.headers().asHttpHeaders());
        return RouterFunctions.route()
                .route(RequestPredicates.GET(ORDER).and(wantsStream), this::stream)
                // Who wants no stream does not come here: that takes the FastPath.
                .route(RequestPredicates.path(ORDER), OrderStream::methodNotAllowed)
                .build();
    }

    private static Mono<ServerResponse> methodNotAllowed(ServerRequest request) {
        return Mono.error(new MethodNotAllowedException(request.method(), ALLOWED));
    }

    private Mono<ServerResponse> stream(ServerRequest request) {
        return request.principal().cast(Authentication.class).map(Viewer::of).flatMap(viewer -> {
            OrderQuery query = OrderQuery.of(
                    request.pathVariable("orderId"),
                    request.queryParam("position").orElse(null),
                    viewer,
                    views,
                    partitions);
            // The first look decides between a stream and a 404.
            return query.look()
                    .flatMap(first -> first.unknown()
                            ? Mono.error(OrderQuery.notFound())
                            : ServerResponse.ok()
                                    .contentType(MediaType.TEXT_EVENT_STREAM)
                                    .header("Cache-Control", "no-store")
                                    .body(BodyInserters.fromServerSentEvents(statuses(query))));
        });
    }

    private Flux<ServerSentEvent<OrderJson>> statuses(OrderQuery query) {
        Flux<ServerSentEvent<OrderJson>> statuses = longPoll.follow(query, this::longestPause, settings.longestStream())
                .takeUntil(OrderStream::isLast)
                .filter(view -> !view.unknown())
                .distinctUntilChanged()
                .map(view -> event(query, view))
                .share();
        Flux<ServerSentEvent<OrderJson>> signsOfLife = Flux.interval(SIGN_OF_LIFE)
                .map(tick -> ServerSentEvent.<OrderJson>builder()
                        .comment("still here")
                        .build())
                .onBackpressureDrop();
        return statuses.mergeWith(
                signsOfLife.takeUntilOther(statuses.ignoreElements().onErrorComplete()));
    }

    /** How far the line has come is no news to anybody. All else is, and one probe looks for what was not heard of. */
    private Duration longestPause(View<Order> view) {
        return view.inLine() ? LOOK_IN_LINE : settings.longestStream();
    }

    private static ServerSentEvent<OrderJson> event(OrderQuery query, View<Order> view) {
        return ServerSentEvent.builder(OrderJson.of(query.orderId(), view, query.viewer()))
                .id(Long.toString(view.version()))
                .event("status")
                .retry(COME_AGAIN_AFTER)
                .build();
    }

    /** A position that lies ahead is not waited for: a retry's is answered by no event. */
    private static boolean isLast(View<Order> view) {
        @Nullable Order order = view.value();
        return order == null ? view.unknown() : order.status().isSettled();
    }
}
