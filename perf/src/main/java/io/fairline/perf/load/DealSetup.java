package io.fairline.perf.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Puts deals on sale and waits until every intake and every projection knows them. */
public final class DealSetup implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 50;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Target target;
    private final String opsToken;

    public DealSetup(Target target) {
        this.target = target;
        this.opsToken = target.keys().token("perf-ops", "ops");
    }

    /** Numbers that no earlier run has used: counted from the tenth of a second in which they are asked for. */
    static List<Integer> freshDealIds(int count) {
        int base = 1 + (int) (System.currentTimeMillis() / 100 % 20_000_000) * 100;
        return IntStream.range(base, base + count).boxed().toList();
    }

    /** Opens them all; orders may be sent when this returns. */
    public void open(List<Integer> dealIds, LoadSettings settings) {
        for (int dealId : dealIds) {
            String body =
                    "{\"dealId\":%d,\"title\":\"Load %d\",\"stock\":%d,\"maxQuantityPerOrder\":%d,\"holdSeconds\":%d}"
                            .formatted(
                                    dealId, dealId, settings.stock(), settings.maxQuantity(), settings.holdSeconds());
            HttpResponse<String> answer = send(request(target.intakes().getFirst(), "/deals")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .header("Content-Type", "application/json")
                    .build());
            if (answer.statusCode() != 202) {
                throw new IllegalStateException(
                        "deal %d cannot be opened: %d %s".formatted(dealId, answer.statusCode(), answer.body()));
            }
        }
        for (int dealId : dealIds) {
            target.intakes().forEach(intake -> await(() -> knows(intake, dealId, settings.maxQuantity()), intake));
            target.projections().forEach(projection -> await(() -> shows(projection, dealId), projection));
        }
    }

    /** Waits until the projections have applied everything that the deal's last event says; false when time is up. */
    public boolean awaitSequence(int dealId, long sequence) {
        return target.projections().stream().allMatch(projection -> {
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (System.nanoTime() < deadline) {
                HttpResponse<String> answer =
                        send(request(projection, "/deals/" + dealId).build());
                if (answer.statusCode() == 200 && sequenceIn(answer.body()) >= sequence) {
                    return true;
                }
                pause();
            }
            return false;
        });
    }

    @Override
    public void close() {
        client.close();
    }

    /** An order over the maximum is refused for that reason by an intake that knows the deal, and nothing is written. */
    private boolean knows(URI intake, int dealId, int maxQuantity) {
        String body = "{\"dealId\":%d,\"quantity\":%d}".formatted(dealId, maxQuantity + 1);
        return send(request(intake, "/orders")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .header("Content-Type", "application/json")
                                .build())
                        .statusCode()
                == 422;
    }

    private boolean shows(URI projection, int dealId) {
        return send(request(projection, "/deals/" + dealId).build()).statusCode() == 200;
    }

    private static long sequenceIn(String body) {
        int at = body.indexOf("\"sequence\":");
        if (at < 0) {
            return -1;
        }
        String digits = body.substring(at + "\"sequence\":".length()).split("[,}]", 2)[0];
        return Long.parseLong(digits.strip());
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition, URI who) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "%s does not know the deal after %d s: read its log".formatted(who, LIMIT.toSeconds()));
            }
            pause();
        }
    }

    private HttpRequest.Builder request(URI server, String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + opsToken);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("%s does not answer: %s".formatted(request.uri(), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
