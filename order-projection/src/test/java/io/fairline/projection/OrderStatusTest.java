package io.fairline.projection;

import static io.fairline.projection.SharedProjection.LOG;
import static io.fairline.projection.SharedProjection.PROJECTION;
import static io.fairline.projection.SharedProjection.answer;
import static io.fairline.projection.SharedProjection.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.projection.DealStory.Told;
import io.fairline.projection.domain.Position;
import io.fairline.schemas.OrderId;
import io.fairline.schemas.events.CancellationReason;
import io.fairline.schemas.events.RefusalReason;
import io.fairline.schemas.events.RefusedCommand;
import io.fairline.schemas.events.RejectionReason;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

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
    void orderAheadOfWhatIsAppliedIsPendingAndSaysHowManyAreBefore() {
        Told other = deal.opened("Lamp", 10).reserved("bob", 1);
        deal.write();
        answer(other, "bob").expectStatus().isOk();
        OrderId mine = OrderId.random(deal.dealId(), new SplittableRandom(1));
        Position ahead =
                new Position(other.position().partition(), other.position().offset() + 5);

        PROJECTION
                .as("alice")
                .get()
                .uri("/orders/%s?position=%s".formatted(mine, ahead))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.RETRY_AFTER, "1")
                .expectHeader()
                .valueEquals(HttpHeaders.ETAG, "W/\"0\"")
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("PENDING")
                .jsonPath("$.position")
                .isEqualTo(ahead.toString())
                .jsonPath("$.commandsAhead")
                .isEqualTo(5)
                .jsonPath("$.quantity")
                .doesNotExist();
    }

    @Test
    void orderBehindWhatIsAppliedDoesNotExist() {
        Told other = deal.opened("Lamp", 10).reserved("bob", 1);
        deal.write();
        answer(other, "bob").expectStatus().isOk();
        OrderId mine = OrderId.random(deal.dealId(), new SplittableRandom(2));

        PROJECTION
                .as("alice")
                .get()
                .uri("/orders/%s?position=%s".formatted(mine, other.position()))
                .exchange()
                .expectStatus()
                .isNotFound();
        PROJECTION
                .as("alice")
                .get()
                .uri("/orders/" + mine)
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void knownOrderWithACommandAheadSaysThatMoreIsToCome() {
        Told order = deal.opened("Lamp", 10).reserved("alice", 1);
        deal.write();
        answer(order, "alice").expectStatus().isOk();
        Position confirm =
                new Position(order.position().partition(), order.position().offset() + 1);

        PROJECTION
                .as("alice")
                .get()
                .uri("/orders/%s?position=%s".formatted(order.id(), confirm))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.RETRY_AFTER, "1")
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("RESERVED")
                .jsonPath("$.commandsAhead")
                .isEqualTo(1);
    }

    @Test
    void orderIsInLineWhileOnlyTheExpiriesBeforeItsVerdictAreApplied() {
        Told expired = deal.opened("Lamp", 1).reserved("bob", 1);
        deal.write();
        answer(expired, "bob").expectBody().jsonPath("$.status").isEqualTo("RESERVED");
        deal.expiredByTheNext(expired).write();
        settled(expired, "bob", 3).expectBody().jsonPath("$.status").isEqualTo("CANCELLED");
        Told mine = deal.reserved("alice", 1);

        PROJECTION
                .as("alice")
                .get()
                .uri("/orders/%s?position=%s".formatted(mine.id(), mine.position()))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("PENDING")
                .jsonPath("$.commandsAhead")
                .isEqualTo(1);
        deal.write();
        answer(mine, "alice")
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("RESERVED")
                .jsonPath("$.position")
                .doesNotExist();
    }

    @Test
    void confirmThatFirstEndsItsOwnHoldIsRefusedAfterIt() {
        Told late = deal.opened("Lamp", 1).reserved("bob", 1);
        deal.write();
        answer(late, "bob").expectBody().jsonPath("$.status").isEqualTo("RESERVED");
        deal.expiredByTheNext(late).write();
        settled(late, "bob", 3).expectBody().jsonPath("$.status").isEqualTo("CANCELLED");
        deal.refused(RefusedCommand.CONFIRM_ORDER, late.id(), "bob", RefusalReason.HOLD_EXPIRED)
                .write();
        settled(late, "bob", 4)
                .expectBody()
                .jsonPath("$.refusal.reason")
                .isEqualTo("HOLD_EXPIRED")
                .jsonPath("$.commandsAhead")
                .doesNotExist();
    }

    @Test
    void orderThatIsOverSaysThatNothingIsToComeWhateverCommandIsAhead() {
        Told lost = deal.opened("Lamp", 2).rejected("alice", 3, RejectionReason.NOT_ENOUGH_LEFT);
        Told cancelled = deal.reserved("alice", 1);
        deal.cancelled(cancelled, CancellationReason.BY_SHOPPER, false, "alice").write();
        answer(cancelled, "alice").expectBody().jsonPath("$.status").isEqualTo("CANCELLED");

        for (Told order : List.of(lost, cancelled)) {
            aheadOf(order, deal.lastCause())
                    .expectHeader()
                    .doesNotExist(HttpHeaders.RETRY_AFTER)
                    .expectHeader()
                    .value(HttpHeaders.ETAG, tag -> assertThat(tag).doesNotStartWith("W/"))
                    .expectBody()
                    .jsonPath("$.position")
                    .doesNotExist()
                    .jsonPath("$.commandsAhead")
                    .doesNotExist();
        }
    }

    @Test
    void soldOrderWithACommandAheadMayYetBeCancelledByTheShop() {
        Told order = deal.opened("Lamp", 2).reserved("alice", 1);
        deal.confirmed(order).write();
        answer(order, "alice").expectBody().jsonPath("$.status").isEqualTo("CONFIRMED");

        aheadOf(order, deal.lastCause())
                .expectHeader()
                .valueEquals(HttpHeaders.RETRY_AFTER, "1")
                .expectBody()
                .jsonPath("$.commandsAhead")
                .isEqualTo(1);
    }

    private static ResponseSpec aheadOf(Told order, Position applied) {
        return PROJECTION
                .as(order.shopper())
                .get()
                .uri("/orders/%s?position=%s"
                        .formatted(order.id(), new Position(applied.partition(), applied.offset() + 1)))
                .exchange()
                .expectStatus()
                .isOk();
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
    }
}
