package io.fairline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.local.stack.LocalStack;
import io.fairline.local.stack.ServiceKind;
import io.fairline.local.stack.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shop as its customers and operators see it: HTTP and JSON, nothing else. */
final class Shop {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration LOOK_EVERY = Duration.ofMillis(25);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(40);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Bearer, String> tokens = new ConcurrentHashMap<>();
    private final LocalStack stack;

    private record Bearer(String subject, List<String> roles) {}

    /** An accepted order: its id and where it stands in the log. */
    record Accepted(String orderId, String position) {

        String statusPath() {
            return "/orders/" + orderId + "?position=" + position;
        }
    }

    Shop(LocalStack stack) {
        this.stack = stack;
    }

    List<ServiceProcess> services(ServiceKind kind) {
        return stack.services(kind);
    }

    /** One for each, as a shop's page keeps one: to sign is the dearest part of a request. */
    String token(String subject, String... roles) {
        return tokens.computeIfAbsent(
                new Bearer(subject, List.of(roles)), _ -> stack.keys().token(subject, roles));
    }

    /** Opens a new deal and returns when every intake knows it. */
    int openDeal(int stock, int maxQuantityPerOrder, int holdSeconds) {
        int dealId = Fairline.newDeal();
        String deal = """
                {"dealId": %d, "title": "Lamp", "stock": %d, "maxQuantityPerOrder": %d, "holdSeconds": %d}""".formatted(dealId, stock, maxQuantityPerOrder, holdSeconds);
        HttpResponse<String> opened =
                post(stack.service(ServiceKind.INTAKE), "/deals", deal, token("olga", "ops"), null);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(202);
        for (ServiceProcess intake : stack.services(ServiceKind.INTAKE)) {
            awaitKnown(intake, dealId);
        }
        return dealId;
    }

    HttpResponse<String> order(ServiceProcess intake, int dealId, int quantity, String shopper, @Nullable String key) {
        String order = "{\"dealId\": %d, \"quantity\": %d}".formatted(dealId, quantity);
        return post(intake, "/orders", order, token(shopper), key);
    }

    /** Orders through the first intake, which has to accept. */
    Accepted accepted(int dealId, int quantity, String shopper, @Nullable String key) {
        return accepted(order(Fairline.intake(1), dealId, quantity, shopper, key));
    }

    Accepted accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        JsonNode body = JSON.readTree(answer.body());
        return new Accepted(
                body.required("orderId").stringValue(),
                body.required("position").stringValue());
    }

    /** Puts it into the line; what comes of it is for the projection to say. */
    void confirm(String orderId, String token) {
        asked(post(Fairline.intake(1), "/orders/" + orderId + "/confirm", "", token, null));
    }

    void cancel(String orderId, String token) {
        asked(post(Fairline.intake(2), "/orders/" + orderId + "/cancel", "", token, null));
    }

    private static void asked(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    HttpResponse<String> read(ServiceProcess projection, String path, String token) {
        return send(request(projection, path, token).GET().build());
    }

    /** The order once it has one of these statuses; the projection may lag, and is asked until it does. */
    JsonNode awaitStatus(Accepted order, String shopper, String... statuses) {
        return await(order.orderId() + " is " + String.join(" or ", statuses))
                .ignoreExceptionsMatching(UncheckedIOException.class::isInstance)
                .until(
                        () -> JSON.readTree(read(Fairline.projection(1), order.statusPath(), token(shopper))
                                .body()),
                        body -> List.of(statuses).contains(body.path("status").asString("")));
    }

    /** The order once the projection shows that this was refused. */
    JsonNode awaitRefusal(Accepted order, String shopper, String reason) {
        return await(order.orderId() + " was refused: " + reason)
                .ignoreExceptionsMatching(UncheckedIOException.class::isInstance)
                .until(
                        () -> JSON.readTree(read(Fairline.projection(2), order.statusPath(), token(shopper))
                                .body()),
                        body -> body.path("refusal").path("reason").asString("").equals(reason));
    }

    /** Until the deal holds that many units: what is shown of a deal may lag behind what is shown of its orders. */
    void awaitHeld(int dealId, int held) {
        await("deal " + dealId + " holds " + held)
                .until(() -> deal(dealId).path("held").asInt(), units -> units == held);
    }

    JsonNode deal(int dealId) {
        return JSON.readTree(read(Fairline.projection(1), "/deals/" + dealId, token("olga", "ops"))
                .body());
    }

    HttpResponse<String> post(
            ServiceProcess service, String path, String body, String token, @Nullable String idempotencyKey) {
        HttpRequest.Builder request = request(service, path, token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return send(request.build());
    }

    private static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(LOOK_EVERY);
    }

    /** The deals topic reaches each intake by itself; an unknown deal is 404, too many units of a known one 422. */
    private void awaitKnown(ServiceProcess intake, int dealId) {
        String token = token("nobody");
        await("deal " + dealId + " known to " + intake.name())
                .until(() -> post(
                                        intake,
                                        "/orders",
                                        "{\"dealId\": %d, \"quantity\": 1000000}".formatted(dealId),
                                        token,
                                        null)
                                .statusCode()
                        == 422);
    }

    private HttpRequest.Builder request(ServiceProcess service, String path, String token) {
        return HttpRequest.newBuilder(URI.create(service.url() + path))
                .timeout(REQUEST_LIMIT)
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
