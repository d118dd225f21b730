package io.fairline.perf.baselines.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fairline.http.Route;
import io.fairline.perf.baselines.Counter;
import io.fairline.perf.baselines.Deal;
import io.fairline.perf.baselines.OrderTable;
import io.fairline.perf.baselines.Outcome;
import io.fairline.schemas.OrderId;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/**
 * The orders' contract: 201 for an order that is decided and won, 202 for one that is in line, 409 when nothing is left.
 */
final class Endpoints {

    static final Route PLACE = new Route(HttpMethod.POST, "/orders");
    static final Route FIND = new Route(HttpMethod.GET, "/orders/{orderId}");

    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);
    private static final int LONGEST_KEY = 255;

    private final Counter counter;
    private final byte[] secret;
    private final SecureRandom random = new SecureRandom();

    Endpoints(Counter counter, byte[] secret) {
        this.counter = counter;
        this.secret = secret.clone();
    }

    Mono<Void> place(Authentication caller, ServerHttpRequest request, ServerHttpResponse response) {
        String key = idempotencyKey(request.getHeaders());
        return Json.read(request, OrderBody.class)
                .flatMap(body -> place(caller.getName(), positive(body.dealId()), positive(body.quantity()), key))
                .flatMap(answer -> answer.writeTo(response));
    }

    Mono<Void> find(Authentication caller, ServerHttpRequest request, ServerHttpResponse response) {
        OrderId id = OrderId.parse(FIND.variableOf(request))
                .orElseThrow(() -> new Refusal(400, "invalid-order-id", "Use the orderId of an answer."));
        return when(counter.find(id.value()))
                .map(found -> found.filter(row -> row.shopper().equals(caller.getName()))
                        .orElseThrow(() ->
                                new Refusal(404, "not-found", "It is nobody's, or it is in line and not decided yet.")))
                .flatMap(row -> new Answer(HttpStatus.OK, null, OrderStatus.of(row)).writeTo(response));
    }

    Mono<Answer> open(ServerRequest request) {
        return Json.read(request.exchange().getRequest(), DealBody.class)
                .map(body -> new Deal(
                        positive(body.dealId()),
                        body.title(),
                        positive(body.stock()),
                        positive(body.maxQuantityPerOrder())))
                .flatMap(deal -> when(counter.open(deal)).map(isNew -> {
                    if (!isNew) {
                        throw new Refusal(409, "deal-exists", "Choose another dealId.");
                    }
                    return new Answer(HttpStatus.ACCEPTED, "/deals/" + deal.dealId(), Map.of("dealId", deal.dealId()));
                }));
    }

    private Mono<Answer> place(String shopper, int dealId, int quantity, @Nullable String key) {
        OrderId id = key == null ? OrderId.random(dealId, random) : OrderId.keyed(dealId, secret, shopper, key);
        return when(counter.place(id.value(), dealId, shopper, quantity))
                .onErrorMap(failure -> {
                    LOG.warn("The outcome of an order is not known: {}", failure.toString());
                    return new Refusal(
                            503,
                            "outcome-unknown",
                            "Send the same request with the same Idempotency-Key again.",
                            Map.of("orderId", id.toString()));
                })
                .map(outcome -> answer(id, outcome));
    }

    private static Answer answer(OrderId id, Outcome outcome) {
        String location = "/orders/" + id;
        return switch (outcome) {
            case RESERVED -> new Answer(HttpStatus.CREATED, location, new OrderTaken(id.toString(), "RESERVED"));
            case IN_LINE -> new Answer(HttpStatus.ACCEPTED, location, new OrderTaken(id.toString(), "PENDING"));
            case SOLD_OUT -> throw new Refusal(409, "sold-out", "No unit is free.");
            case UNKNOWN_DEAL -> throw new Refusal(404, "unknown-deal", "Ask for a deal that is on sale.");
            case QUANTITY_OVER_MAXIMUM ->
                throw new Refusal(422, "quantity-over-maximum", "Ask for no more than the deal's maximum.");
            case OVERLOADED ->
                throw new Refusal(503, "overloaded", "Nothing was written. Send it again after a moment.");
        };
    }

    /** Whether or not the client waits: what has begun goes to its end. */
    private static <T> Mono<T> when(CompletionStage<T> stage) {
        return Mono.fromFuture(stage.toCompletableFuture(), true);
    }

    private static int positive(int value) {
        if (value < 1) {
            throw new Refusal(400, "invalid-request", "All numbers are 1 or more.");
        }
        return value;
    }

    private static @Nullable String idempotencyKey(HttpHeaders headers) {
        List<String> values = headers.getOrEmpty("Idempotency-Key");
        if (values.isEmpty()) {
            return null;
        }
        String key = values.getFirst();
        boolean isVisible = key.chars().allMatch(c -> c > 0x20 && c < 0x7F);
        if (values.size() > 1 || key.isEmpty() || key.length() > LONGEST_KEY || !isVisible) {
            throw new Refusal(400, "invalid-request", "Send one Idempotency-Key of 1 to 255 visible ASCII characters.");
        }
        return key;
    }

    record OrderBody(
            @JsonProperty(required = true) int dealId,
            @JsonProperty(required = true) int quantity) {}

    /** @param holdSeconds taken as Fairline takes it; no alternative lets a hold expire */
    record DealBody(
            @JsonProperty(required = true) int dealId,
            @JsonProperty(required = true) String title,
            @JsonProperty(required = true) int stock,
            @JsonProperty(required = true) int maxQuantityPerOrder,
            @JsonProperty(required = true) int holdSeconds,
            @Nullable String opensAt) {}

    record OrderTaken(String orderId, String status) {}

    record OrderStatus(String orderId, int dealId, int quantity, String status, long placeInLine) {

        static OrderStatus of(OrderTable.Row row) {
            return new OrderStatus(row.id().toString(), row.dealId(), row.quantity(), row.status(), row.placeInLine());
        }
    }
}
