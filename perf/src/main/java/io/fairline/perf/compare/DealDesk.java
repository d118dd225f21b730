package io.fairline.perf.compare;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Puts deals on sale that nobody has ordered from yet, and waits until every instance knows them. */
final class DealDesk implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 20;
    private static final int HOLD_SECONDS = 86_400;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Contender contender;
    private final String token;
    private int lastDealId = 1_000;

    DealDesk(Contender contender) {
        this.contender = contender;
        this.token = contender.keys().token("compare", "ops");
    }

    /** Orders for them may be sent when this returns. */
    List<Integer> open(int count, int stockOfEach) {
        List<Integer> deals = IntStream.rangeClosed(lastDealId + 1, lastDealId + count)
                .boxed()
                .toList();
        lastDealId += count;
        for (int deal : deals) {
            HttpResponse<String> answer = post(
                    contender.intakes().getFirst(),
                    "/deals",
                    "{\"dealId\":%d,\"title\":\"Compare\",\"stock\":%d,\"maxQuantityPerOrder\":1,\"holdSeconds\":%d}"
                            .formatted(deal, stockOfEach, HOLD_SECONDS));
            if (answer.statusCode() != 202) {
                throw new IllegalStateException("deal %d: %s".formatted(deal, answer.body()));
            }
        }
        contender.intakes().forEach(intake -> deals.forEach(deal -> awaitKnown(intake, deal)));
        return deals;
    }

    @Override
    public void close() {
        client.close();
    }

    /** Whoever knows the deal refuses an order over its maximum, and writes nothing. */
    private void awaitKnown(URI intake, int deal) {
        String tooMuch = "{\"dealId\":%d,\"quantity\":2}".formatted(deal);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (post(intake, "/orders", tooMuch).statusCode() != 422) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("%s does not know deal %d".formatted(intake, deal));
            }
            pause(PAUSE_MILLIS);
        }
    }

    private HttpResponse<String> post(URI server, String path, String body) {
        try {
            return client.send(
                    HttpRequest.newBuilder(server.resolve(path))
                            .timeout(LIMIT)
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("%s does not answer".formatted(server), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
