package io.fairline.projection;

import static io.fairline.projection.SharedProjection.LOG;
import static io.fairline.projection.SharedProjection.PROJECTION;
import static io.fairline.projection.SharedProjection.answer;
import static io.fairline.projection.SharedProjection.settled;

import io.fairline.projection.DealStory.Told;
import io.fairline.schemas.events.RefusalReason;
import io.fairline.schemas.events.RefusedCommand;
import io.fairline.schemas.events.RejectionReason;
import org.junit.jupiter.api.Test;

/** Who reads of a command that changed nothing, and who does not. */
class RefusalsTest {

    private final DealStory deal = DealStory.anyDeal(LOG);

    @Test
    void refusalIsShownToWhoeverAskedAndToNobodyElse() {
        Told order = deal.opened("Lamp", 10).reserved("alice", 1);
        deal.confirmed(order)
                .refused(RefusedCommand.CANCEL_ORDER, order.id(), "alice", RefusalReason.ALREADY_CONFIRMED)
                .write();

        answer(order, "alice")
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("CONFIRMED")
                .jsonPath("$.refusal.command")
                .isEqualTo("CANCEL_ORDER")
                .jsonPath("$.refusal.reason")
                .isEqualTo("ALREADY_CONFIRMED")
                .jsonPath("$.refusal.at")
                .isEqualTo("2026-03-01T10:00:04Z");
        PROJECTION
                .as("shop", "ops")
                .get()
                .uri("/orders/" + order.id())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.refusal")
                .doesNotExist();
    }

    @Test
    void refusalAfterTheOrderWasWrittenIsShownToo() {
        Told order = deal.opened("Lamp", 10).rejected("alice", 1, RejectionReason.INVALID_ORDER);
        deal.write();
        answer(order, "alice").expectBody().jsonPath("$.refusal").doesNotExist();
        deal.refused(RefusedCommand.CONFIRM_ORDER, order.id(), "alice", RefusalReason.ORDER_REJECTED)
                .write();

        settled(order, "alice", 3)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("REJECTED")
                .jsonPath("$.reason")
                .isEqualTo("INVALID_ORDER")
                .jsonPath("$.refusal.reason")
                .isEqualTo("ORDER_REJECTED");
    }

    @Test
    void thePaymentServiceLearnsThatItsConfirmationCameTooLate() {
        Told order = deal.opened("Lamp", 10).reserved("alice", 1);
        deal.refused(RefusedCommand.CONFIRM_ORDER, order.id(), "psp", RefusalReason.HOLD_EXPIRED)
                .write();

        PROJECTION
                .as("psp", "payments")
                .get()
                .uri("/orders/" + order.id() + "?wait=PT30S&position=" + deal.lastCause())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.refusal.reason")
                .isEqualTo("HOLD_EXPIRED");
        answer(order, "alice").expectBody().jsonPath("$.refusal").doesNotExist();
    }

    @Test
    void strangersAttemptLeavesNoTraceOnTheOwnersOrder() {
        Told order = deal.opened("Lamp", 10).reserved("alice", 1);
        deal.refused(RefusedCommand.CANCEL_ORDER, order.id(), "mallory", RefusalReason.UNKNOWN_ORDER)
                .write();

        PROJECTION
                .as("mallory")
                .get()
                .uri("/orders/" + order.id() + "?wait=PT30S&position=" + deal.lastCause())
                .exchange()
                .expectStatus()
                .isNotFound();
        answer(order, "alice")
                .expectBody()
                .jsonPath("$.version")
                .isEqualTo(2)
                .jsonPath("$.refusal")
                .doesNotExist();
    }
}
