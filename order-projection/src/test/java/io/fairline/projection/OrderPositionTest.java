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
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** What {@code GET /orders/{id}} says of an order, or of none, when it is asked for with a command's position. */
class OrderPositionTest {

    private final DealStory deal = DealStory.anyDeal(LOG);

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

    @Test
    void strangerCannotTellAnOrderFromNoneByAPositionAhead() {
        Told order = deal.opened("Lamp", 2).reserved("alice", 1);
        Told lost = deal.rejected("alice", 3, RejectionReason.NOT_ENOUGH_LEFT);
        deal.write();
        answer(lost, "alice").expectBody().jsonPath("$.status").isEqualTo("REJECTED");
        Position ahead =
                new Position(deal.lastCause().partition(), deal.lastCause().offset() + 3);
        String none = strangersAnswer(OrderId.random(deal.dealId(), new SplittableRandom(4)), ahead);

        assertThat(none).contains("PENDING", "\"commandsAhead\":3", "W/\"0\"");
        assertThat(strangersAnswer(order.id(), ahead)).isEqualTo(none);
        assertThat(strangersAnswer(lost.id(), ahead)).isEqualTo(none);
    }

    /** Status, headers and body, without the id. */
    private static String strangersAnswer(OrderId id, Position position) {
        EntityExchangeResult<String> answer = PROJECTION
                .as("mallory")
                .get()
                .uri("/orders/%s?position=%s".formatted(id, position))
                .exchange()
                .expectBody(String.class)
                .returnResult();
        return "%s %s %s"
                .formatted(answer.getStatus(), answer.getResponseHeaders(), answer.getResponseBody())
                .replace(id.toString(), "id");
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
}
