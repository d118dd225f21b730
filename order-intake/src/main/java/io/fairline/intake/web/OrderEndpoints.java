package io.fairline.intake.web;

import io.fairline.http.Route;
import io.fairline.intake.admission.Command;
import io.fairline.intake.admission.Command.CancelOrder;
import io.fairline.intake.admission.Command.ConfirmOrder;
import io.fairline.intake.admission.Command.PlaceOrder;
import io.fairline.intake.log.Position;
import io.fairline.intake.submission.CommandSubmission;
import io.fairline.intake.web.OutcomeProblems.ProblemContext;
import io.fairline.schemas.OrderId;
import java.security.SecureRandom;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** POST /orders, and an order's confirm and cancel. */
final class OrderEndpoints {

    static final Route PLACE = new Route(HttpMethod.POST, "/orders");

    private final CommandSubmission submission;
    private final byte[] secret;
    private final SecureRandom random = new SecureRandom();

    OrderEndpoints(CommandSubmission submission, byte[] secret) {
        this.submission = submission;
        this.secret = secret.clone();
    }

    /** By the {@link io.fairline.http.FastPath}: ten thousand of these come in one second. */
    Mono<Void> place(Authentication caller, ServerHttpRequest request, ServerHttpResponse response) {
        Negotiation.requireJson(request.getHeaders());
        String key = IdempotencyKey.of(request.getHeaders());
        return JsonBodies.read(request, JsonBody.ORDER)
                .flatMap(body -> place((Caller) caller, body, key))
                .flatMap(acceptance -> acceptance.writeTo(response));
    }

    Mono<Acceptance> confirm(ServerRequest request) {
        return change(request, ConfirmOrder::new);
    }

    Mono<Acceptance> cancel(ServerRequest request) {
        return change(request, CancelOrder::new);
    }

    private Mono<Acceptance> place(Caller caller, JsonBody.Order body, @Nullable String key) {
        int dealId = Bounds.positive("dealId", body.dealId(), Integer.MAX_VALUE);
        int quantity = Bounds.positive("quantity", body.quantity(), Integer.MAX_VALUE);
        OrderId id = key == null
                ? OrderId.random(dealId, random)
                : OrderId.keyed(dealId, secret, caller.getPrincipal(), key);
        return Acceptance.of(
                submission.submit(caller.asShopper(), new PlaceOrder(id, quantity), key),
                resource(id),
                new ProblemContext(Map.of("orderId", id.toString()), key != null),
                position -> new OrderAccepted(id.toString(), "PENDING", position.toString()));
    }

    private Mono<Acceptance> change(ServerRequest request, Function<OrderId, Command> change) {
        OrderId id = OrderId.parse(request.pathVariable("id"))
                .orElseThrow(() -> new RequestRefused(
                        ProblemType.INVALID_ORDER_ID, "Use the orderId of the answer to POST /orders."));
        return JsonBodies.requireNone(request.exchange().getRequest())
                .then(Callers.of(request))
                .flatMap(caller -> Acceptance.of(
                        submission.submit(caller.asHighest(), change.apply(id)),
                        resource(id),
                        new ProblemContext(Map.of("orderId", id.toString()), true),
                        position -> new ChangeAccepted(id.toString(), position.toString())));
    }

    private static String resource(OrderId id) {
        return "/orders/" + id;
    }

    /** @param position see {@link Position} */
    record OrderAccepted(String orderId, String status, String position) {}

    /** @param position see {@link Position} */
    record ChangeAccepted(String orderId, String position) {}
}
