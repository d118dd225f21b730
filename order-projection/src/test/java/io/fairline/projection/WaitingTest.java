package io.fairline.projection;

import static io.fairline.projection.SharedProjection.LOG;
import static io.fairline.projection.SharedProjection.PROJECTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.projection.DealStory.Told;
import io.fairline.projection.store.StatusReader;
import io.fairline.schemas.OrderId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Long polls and streams. */
class WaitingTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int PLACES_OF_A_SHOPPER = 20;

    private final DealStory deal = DealStory.anyDeal(LOG);

    @Test
    void longPollEndsWithTheVerdict() {
        Told order = deal.opened("Lamp", 10).reserved("alice", 1);
        CompletableFuture<ResponseSpec> poll = CompletableFuture.supplyAsync(() -> PROJECTION
                .as("alice")
                .get()
                .uri("/orders/%s?wait=PT30S&position=%s".formatted(order.id(), order.position()))
                .exchange());
        await().atMost(SOON).until(() -> waiters() > 0);
        deal.write();

        poll.join().expectStatus().isOk().expectBody().jsonPath("$.status").isEqualTo("RESERVED");
        await().atMost(SOON).until(() -> waiters() == 0);
    }

    @Test
    void whoWaitsForAnOrderThatIsExpectedDoesNotAskPostgresYet() {
        Told order = deal.opened("Lamp", 10).reserved("alice", 1);
        deal.write();
        PROJECTION.answer(order, "alice");
        UUID unseen = OrderId.random(deal.dealId(), new SplittableRandom(5)).value();
        long next = order.position().offset() + 1;
        StatusReader reader = PROJECTION.part(StatusReader.class);

        assertThat(reader.orderUnlessExpected(unseen, deal.dealId(), next).blockOptional())
                .isEmpty();
        assertThat(reader.orderUnlessExpected(
                                unseen, deal.dealId(), order.position().offset())
                        .blockOptional())
                .hasValueSatisfying(reading -> assertThat(reading.value()).isNull());
    }

    @Test
    void longPollForAnotherVersionEndsWithTheChange() {
        Told order = deal.opened("Lamp", 10).reserved("alice", 1);
        deal.write();
        PROJECTION.answer(order, "alice").expectHeader().valueEquals(HttpHeaders.ETAG, "\"2\"");
        CompletableFuture<ResponseSpec> poll = CompletableFuture.supplyAsync(() -> PROJECTION
                .as("alice")
                .get()
                .uri("/orders/%s?wait=PT30S".formatted(order.id()))
                .header(HttpHeaders.IF_NONE_MATCH, "\"2\"")
                .exchange());
        await().atMost(SOON).until(() -> waiters() > 0);
        deal.confirmed(order).write();

        poll.join().expectStatus().isOk().expectBody().jsonPath("$.status").isEqualTo("CONFIRMED");
    }

    @Test
    void longPollThatEndsWithoutNewsSaysWhatIsKnown() {
        Told order = deal.opened("Lamp", 10).reserved("alice", 1);
        deal.write();
        PROJECTION.answer(order, "alice");
        OrderId inLine = OrderId.random(deal.dealId(), new SplittableRandom(3));

        PROJECTION
                .as("alice")
                .get()
                .uri("/orders/%s?wait=PT0.2S&position=%d-900000"
                        .formatted(inLine, order.position().partition()))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("PENDING");
        PROJECTION
                .as("alice")
                .get()
                .uri("/orders/%s?wait=PT0.2S".formatted(order.id()))
                .header(HttpHeaders.IF_NONE_MATCH, "\"2\"")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.NOT_MODIFIED);
    }

    @Test
    void shopperWithTooManyPollsIsAnsweredAtOnceWithWhatIsKnown() {
        Told order = deal.opened("Lamp", 10).reserved("greedy", 1);
        String path = "/orders/%s?wait=PT30S&position=%s".formatted(order.id(), order.position());
        List<CompletableFuture<ResponseSpec>> polls = new CopyOnWriteArrayList<>();
        for (int i = 0; i < PLACES_OF_A_SHOPPER + 5; i++) {
            polls.add(CompletableFuture.supplyAsync(
                    () -> PROJECTION.as("greedy").get().uri(path).exchange(),
                    task -> Thread.ofVirtual().start(task)));
        }

        await().atMost(SOON)
                .until(() -> polls.stream().filter(CompletableFuture::isDone).count() == 5);
        await().atMost(SOON).until(() -> waiters() == PLACES_OF_A_SHOPPER);
        deal.write();

        assertThat(polls.stream().collect(Collectors.groupingBy(poll -> statusOf(poll.join()), Collectors.counting())))
                .isEqualTo(Map.of("PENDING", 5L, "RESERVED", (long) PLACES_OF_A_SHOPPER));
    }

    @Test
    void whoFindsNoPlaceToWaitAndNoNewsIsToldWhenToAskAgain() {
        Told order = deal.opened("Lamp", 10).reserved("payer", 1);
        deal.write();
        PROJECTION.answer(order, "payer");
        List<CompletableFuture<ResponseSpec>> polls = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> pollForNewsOf(order), task -> Thread.ofVirtual().start(task)))
                .limit(PLACES_OF_A_SHOPPER + 1)
                .toList();

        CompletableFuture.anyOf(polls.toArray(CompletableFuture[]::new)).join();
        polls.stream()
                .filter(CompletableFuture::isDone)
                .forEach(poll -> poll.join()
                        .expectStatus()
                        .isEqualTo(HttpStatus.NOT_MODIFIED)
                        .expectHeader()
                        .valueEquals(HttpHeaders.RETRY_AFTER, "1"));
        deal.confirmed(order).write();
        polls.forEach(CompletableFuture::join);
    }

    private static ResponseSpec pollForNewsOf(Told order) {
        return PROJECTION
                .as(order.shopper())
                .get()
                .uri("/orders/%s?wait=PT30S".formatted(order.id()))
                .header(HttpHeaders.IF_NONE_MATCH, "\"2\"")
                .exchange();
    }

    private static String statusOf(ResponseSpec answer) {
        String body = answer.expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return String.valueOf(body).replaceAll(".*\"status\":\"([A-Z]+)\".*", "$1");
    }

    private static double waiters() {
        return PROJECTION
                .part(io.micrometer.core.instrument.MeterRegistry.class)
                .get("fairline.projection.waiters")
                .gauge()
                .value();
    }
}
