package io.fairline.projection.web;

import io.fairline.http.Route;
import io.fairline.projection.domain.Order;
import io.fairline.schemas.DealPartitions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;

/** GET /orders/{orderId}, by the {@link io.fairline.http.FastPath}: whoever waits for a decision asks again and again. */
final class OrderEndpoint {

    static final Route ROUTE =
            new Route(HttpMethod.GET, "/orders/{orderId}", headers -> !Negotiation.wantsStream(headers));

    private final Views views;
    private final LongPoll longPoll;
    private final DealPartitions partitions;
    private final JsonBodies json;
    private final Counter shown;
    private final Counter notModified;

    OrderEndpoint(Views views, LongPoll longPoll, DealPartitions partitions, JsonBodies json, MeterRegistry metrics) {
        this.views = views;
        this.longPoll = longPoll;
        this.partitions = partitions;
        this.json = json;
        shown = counter(metrics, "200");
        notModified = counter(metrics, "304");
    }

    Mono<Void> status(Authentication caller, ServerHttpRequest request, ServerHttpResponse response) {
        HttpHeaders headers = request.getHeaders();
        Negotiation.requireJson(headers);
        MultiValueMap<String, String> parameters = request.getQueryParams();
        OrderQuery query = OrderQuery.of(
                ROUTE.variableOf(request),
                Parameters.single(parameters, "position"),
                Viewer.of(caller),
                views,
                partitions);
        Duration longest = Parameters.longestWait(Parameters.single(parameters, "wait"));
        String known = known(headers);
        return longPoll.await(query, view -> EntityTags.worthAnswering(view, known), longest)
                .flatMap(awaited -> write(answer(query, awaited, known), response));
    }

    /** If-None-Match; the header may be sent in several lines. */
    private static @Nullable String known(HttpHeaders headers) {
        List<String> lines = headers.getOrEmpty(HttpHeaders.IF_NONE_MATCH);
        return lines.isEmpty() ? null : String.join(",", lines);
    }

    private static ResponseEntity<OrderJson> answer(OrderQuery query, Awaited<Order> awaited, @Nullable String known) {
        View<Order> view = awaited.view();
        if (view.unknown()) {
            throw OrderQuery.notFound();
        }
        return StatusResponses.conditional(awaited, known, () -> OrderJson.of(query.orderId(), view, query.viewer()));
    }

    private Mono<Void> write(ResponseEntity<OrderJson> answer, ServerHttpResponse response) {
        response.setStatusCode(answer.getStatusCode());
        response.getHeaders().putAll(answer.getHeaders());
        OrderJson body = answer.getBody();
        if (body == null) {
            notModified.increment();
            return response.setComplete();
        }
        shown.increment();
        return json.write(body, response);
    }

    private static Counter counter(MeterRegistry metrics, String status) {
        return Counter.builder("fairline.projection.statuses")
                .description("Answers that show an order, or say that it is as known")
                .tag("status", status)
                .register(metrics);
    }
}
