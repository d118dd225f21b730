package io.fairline.projection;

import static io.fairline.projection.SharedProjection.LOG;
import static io.fairline.projection.SharedProjection.PROJECTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.projection.DealStory.Told;
import io.fairline.projection.domain.Position;
import io.fairline.schemas.events.RejectionReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** An order's statuses as they come, as server-sent events. */
class StreamTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String STREAM = MediaType.TEXT_EVENT_STREAM_VALUE;
    private static final ParameterizedTypeReference<ServerSentEvent<Map<String, Object>>> EVENTS =
            new ParameterizedTypeReference<>() {};

    private final DealStory deal = DealStory.anyDeal(LOG);

    @Test
    void streamTellsEveryStatusAndEndsWithTheLast() {
        Told order = deal.opened("Lamp", 10).reserved("alice", 1);
        List<ServerSentEvent<Map<String, Object>>> heard = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> stream = new CompletableFuture<>();
        var _ = ask(STREAM, "alice", order.id() + "?position=" + order.position())
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_EVENT_STREAM)
                .returnResult(EVENTS)
                .getResponseBody()
                .doOnComplete(() -> stream.complete(null))
                .subscribe(heard::add);
        await().atMost(SOON).until(() -> heard.size() == 1);
        deal.write();
        await().atMost(SOON).until(() -> statuses(heard).contains("RESERVED"));
        deal.confirmed(order).write();

        stream.orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join();
        assertThat(statuses(heard)).startsWith("PENDING").endsWith("RESERVED", "CONFIRMED");
        assertThat(heard.getLast().id()).isEqualTo("3");
    }

    @Test
    void streamOfALostOrderEndsAlsoForARetryThatNoEventAnswers() {
        Told order = deal.opened("Lamp", 1).rejected("alice", 2, RejectionReason.NOT_ENOUGH_LEFT);
        deal.write();

        assertThat(streamOfARetry(order)).endsWith("REJECTED");
    }

    @Test
    void streamOfASoldOrderEndsAlsoForARetryThatNoEventAnswers() {
        Told order = deal.opened("Lamp", 1).reserved("alice", 1);
        deal.confirmed(order).write();

        assertThat(streamOfARetry(order)).endsWith("CONFIRMED");
    }

    /** Until its end. */
    private List<Object> streamOfARetry(Told order) {
        Position retry =
                new Position(deal.lastCause().partition(), deal.lastCause().offset() + 1);
        List<ServerSentEvent<Map<String, Object>>> heard = ask(STREAM, "alice", order.id() + "?position=" + retry)
                .expectStatus()
                .isOk()
                .returnResult(EVENTS)
                .getResponseBody()
                .collectList()
                .block(SOON);
        return statuses(Objects.requireNonNull(heard));
    }

    @ParameterizedTest
    @CsvSource({
        "text/event-stream, true",
        "'text/event-stream, */*', true",
        "'text/event-stream, application/json', true",
        "'application/json, text/event-stream;q=0.1', false",
        "'text/event-stream;q=0, application/json', false",
        "'text/event-stream;q=0.9, application/json;q=0.1, */*', true",
        "'text/event-stream;q=0.9, */*', false",
        "*/*, false",
    })
    void streamIsForWhoWantsItMostOfAll(String accept, boolean stream) {
        Told order = deal.opened("Lamp", 10).reserved("alice", 1);
        deal.confirmed(order).write();
        PROJECTION.answer(order, "alice");

        ask(accept, "alice", order.id().toString())
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(stream ? MediaType.TEXT_EVENT_STREAM : MediaType.APPLICATION_JSON);
    }

    @Test
    void streamOfAStrangersOrderIsNotFound() {
        Told order = deal.opened("Lamp", 10).reserved("alice", 1);
        deal.write();
        PROJECTION.answer(order, "alice");

        ask(STREAM, "mallory", order.id().toString())
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    private static List<Object> statuses(List<ServerSentEvent<Map<String, Object>>> heard) {
        return heard.stream()
                .flatMap(event -> java.util.Optional.ofNullable(event.data()).stream())
                .map(data -> data.getOrDefault("status", "none"))
                .toList();
    }

    private static ResponseSpec ask(String accept, String viewer, String order) {
        return PROJECTION
                .as(viewer)
                .get()
                .uri("/orders/" + order)
                .header(HttpHeaders.ACCEPT, accept)
                .exchange();
    }
}
