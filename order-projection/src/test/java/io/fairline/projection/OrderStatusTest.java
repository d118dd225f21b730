package io.fairline.projection;

import static io.fairline.projection.SharedProjection.LOG;
import static io.fairline.projection.SharedProjection.PROJECTION;
import static io.fairline.projection.SharedProjection.answer;
import static io.fairline.projection.SharedProjection.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.projection.DealStory.Told;
import io.fairline.schemas.events.CancellationReason;
import io.fairline.schemas.events.RejectionReason;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

/** What {@code GET /orders/{id}} says after each kind of event, to whom, and when. */
class OrderStatusTest {

    private final DealStory deal = DealStory.anyDeal(LOG);

    @Test
    void reservedOrderShowsPlaceInLineAndDeadline() {
        Told order = deal.opened("Lamp", 10).reserved("alice", 2);
        deal.write();

        answer(order, "alice")
                .expectBody()
                .jsonPath("$.orderId")
                .isEqualTo(order.id().toString())
                .jsonPath("$.dealId")
                .isEqualTo(deal.dealId())
                .jsonPath("$.quantity")
                .isEqualTo(2)
                .jsonPath("$.status")
                .isEqualTo("RESERVED")
                .jsonPath("$.placeInLine")
                .isEqualTo(1)
                .jsonPath("$.holdUntil")
                .isEqualTo("2026-03-01T10:01:02Z")
                .jsonPath("$.placedAt")
                .isEqualTo("2026-03-01T10:00:02Z")
                .jsonPath("$.version")
                .isEqualTo(2)
                .jsonPath("$.reason")
                .doesNotExist()
                .jsonPath("$.position")
                .doesNotExist()
                .jsonPath("$.refusal")
                .doesNotExist();
    }

    @Test
    void rejectedOrderSaysWhy() {
        Told order = deal.opened("Lamp", 1).rejected("alice", 2, RejectionReason.NOT_ENOUGH_LEFT);
        deal.write();

        answer(order, "alice")
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("REJECTED")
                .jsonPath("$.reason")
                .isEqualTo("NOT_ENOUGH_LEFT")
                .jsonPath("$.holdUntil")
                .doesNotExist();
    }

    @Test
    void confirmedOrderKeepsItsPlaceAndLosesItsDeadline() {
        Told order = deal.opened("Lamp", 10).reserved("alice", 2);
        deal.write();
        answer(order, "alice").expectBody().jsonPath("$.status").isEqualTo("RESERVED");
        deal.confirmed(order).write();

        settled(order, "alice", 3)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("CONFIRMED")
                .jsonPath("$.placeInLine")
                .isEqualTo(1)
                .jsonPath("$.holdUntil")
                .doesNotExist()
                .jsonPath("$.placedAt")
                .isEqualTo("2026-03-01T10:00:02Z")
                .jsonPath("$.updatedAt")
                .isEqualTo("2026-03-01T10:00:03Z");
    }

    @Test
    void cancelledOrdersSayWhyEachWay() {
        deal.opened("Lamp", 10);
        Told first = deal.reserved("alice", 1);
        Told second = deal.reserved("alice", 1);
        Told third = deal.reserved("alice", 1);
        deal.cancelled(first, CancellationReason.BY_SHOPPER, false, "alice")
                .cancelled(second, CancellationReason.HOLD_EXPIRED, false, "clock")
                .confirmed(third)
                .cancelled(third, CancellationReason.BY_SHOP, true, "shop")
                .write();

        answer(third, "alice").expectBody().jsonPath("$.reason").isEqualTo("BY_SHOP");
        answer(first, "alice")
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("CANCELLED")
                .jsonPath("$.reason")
                .isEqualTo("BY_SHOPPER");
        answer(second, "alice").expectBody().jsonPath("$.reason").isEqualTo("HOLD_EXPIRED");
    }

    @Test
    void strangersOrderIsNotFoundAndOpsSeesIt() {
        Told order = deal.opened("Lamp", 10).reserved("alice", 1);
        deal.write();
        answer(order, "alice").expectStatus().isOk();

        PROJECTION
                .as("mallory")
                .get()
                .uri("/orders/" + order.id())
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:fairline:problem:not-found");
        PROJECTION
                .as("shop", "ops")
                .get()
                .uri("/orders/" + order.id())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("RESERVED");
    }

    @Test
    void whoeverHasTheVersionGetsNotModified() {
        Told order = deal.opened("Lamp", 10).reserved("alice", 1);
        deal.write();
        EntityExchangeResult<byte[]> first = answer(order, "alice").expectBody().returnResult();
        String tag = String.valueOf(first.getResponseHeaders().getETag());

        assertThat(tag).isEqualTo("\"2\"");
        PROJECTION
                .as("alice")
                .get()
                .uri("/orders/" + order.id())
                .header(HttpHeaders.IF_NONE_MATCH, tag)
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.NOT_MODIFIED)
                .expectHeader()
                .valueEquals(HttpHeaders.ETAG, tag)
                .expectBody()
                .isEmpty();
        PROJECTION
                .as("alice")
                .get()
                .uri("/orders/" + order.id())
                .header(HttpHeaders.IF_NONE_MATCH, "\"1\", W/\"2\"")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.NOT_MODIFIED);
        PROJECTION
                .as("alice")
                .get()
                .uri("/orders/" + order.id())
                .header(HttpHeaders.IF_NONE_MATCH, "\"1\"", tag)
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.NOT_MODIFIED);
    }

    @Test
    void headSaysWhatGetSaysButForTheBody() {
        Told order = deal.opened("Lamp", 10).reserved("alice", 1);
        deal.write();
        EntityExchangeResult<byte[]> get = answer(order, "alice").expectBody().returnResult();

        EntityExchangeResult<byte[]> head = PROJECTION
                .as("alice")
                .head()
                .uri("/orders/" + order.id())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult();

        assertThat(head.getResponseBody()).isNull();
        assertThat(head.getResponseHeaders())
                .hasToString(get.getResponseHeaders().toString());
        assertThat(head.getResponseHeaders().getCacheControl()).isEqualTo("no-cache, private");
        assertThat(head.getResponseHeaders().getVary()).containsExactly("Authorization", "Accept");
    }
}
