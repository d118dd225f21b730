package io.fairline.local.demo;

import io.fairline.local.StartFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shop as its customers see it: HTTP and JSON, nothing else. */
final class Shop implements AutoCloseable {

    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> intakes;
    private final String projection;

    /** An accepted request: where its outcome can be read, and how long the 202 took. */
    record Accepted(String location, long millis) {

        String path() {
            return location.substring(0, location.indexOf('?'));
        }

        String position() {
            return location.substring(location.indexOf('=') + 1);
        }
    }

    Shop(List<String> intakes, String projection) {
        this.intakes = List.copyOf(intakes);
        this.projection = projection;
    }

    void openDeal(int dealId, int stock, String token) {
        String deal = JSON.writeValueAsString(JSON.createObjectNode()
                .put("dealId", dealId)
                .put("title", "Lamp")
                .put("stock", stock)
                .put("maxQuantityPerOrder", 1)
                .put("holdSeconds", 600));
        Accepted accepted = post(0, "/deals", deal, token, "");
        follow(
                "/deals/" + dealId,
                accepted.position(),
                token,
                answer -> answer.path("phase").asString("").equals("OPEN"));
    }

    /** One unit, through this intake (counted from 0). */
    Accepted order(int intake, int dealId, String token, String idempotencyKey) {
        String order = JSON.writeValueAsString(
                JSON.createObjectNode().put("dealId", dealId).put("quantity", 1));
        return post(intake, "/orders", order, token, idempotencyKey);
    }

    Accepted confirm(int intake, String orderPath, String token) {
        return post(intake, orderPath + "/confirm", "", token, "");
    }

    /** The order's first status that is not this one. */
    JsonNode orderAfter(String status, Accepted accepted, String token) {
        return follow(
                accepted.path(),
                accepted.position(),
                token,
                answer -> !answer.path("status").asString(status).equals(status));
    }

    DealCounts counts(int dealId, String token) {
        JsonNode deal = get("/deals/" + dealId, token);
        return new DealCounts(
                deal.path("stock").asInt(),
                deal.path("available").asInt(),
                deal.path("held").asInt(),
                deal.path("sold").asInt());
    }

    @Override
    public void close() {
        client.close();
    }

    private interface Wanted {
        boolean is(JsonNode answer);
    }

    /** Reads, each time waiting in the shop, until the answer is what is wanted. */
    private JsonNode follow(String path, String position, String token, Wanted wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JsonNode answer = get(path + "?wait=PT10S&position=" + position, token);
        while (!wanted.is(answer)) {
            if (System.nanoTime() > deadline) {
                throw new StartFailure(
                        "%s is not what it should be after %d s: %s".formatted(path, PATIENCE.toSeconds(), answer));
            }
            pause();
            answer = get(path + "?wait=PT10S&position=" + position, token);
        }
        return answer;
    }

    /** A deal is new to an intake for a moment after it was opened; 404 means that nothing was written. */
    private Accepted post(int intake, String path, String body, String token, String idempotencyKey) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(intakes.get(intake) + path))
                .timeout(REQUEST_LIMIT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!idempotencyKey.isEmpty()) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            long begin = System.nanoTime();
            HttpResponse<String> answer = send(request.build());
            if (answer.statusCode() == 202) {
                String location = answer.headers().firstValue("Location").orElseThrow();
                return new Accepted(location, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
            }
            if (answer.statusCode() != 404 || System.nanoTime() > deadline) {
                throw new StartFailure(
                        "POST %s was answered with %d: %s".formatted(path, answer.statusCode(), answer.body()));
            }
            pause();
        }
    }

    private JsonNode get(String path, String token) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(projection + path))
                .timeout(REQUEST_LIMIT)
                .header("Authorization", "Bearer " + token)
                .build());
        // 404 is "not yet" here: its body has no status, so that the reader asks again until patience ends.
        if (answer.statusCode() != 200 && answer.statusCode() != 404) {
            throw new StartFailure(
                    "GET %s was answered with %d: %s".formatted(path, answer.statusCode(), answer.body()));
        }
        return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.createObjectNode();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StartFailure("%s %s failed: %s".formatted(request.method(), request.uri(), e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted", e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted", e);
        }
    }
}
