package io.fairline.intake;

import static io.fairline.intake.RunningIntake.orderBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.schemas.commands.AdjustStock;
import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.commands.CancelOrder;
import io.fairline.schemas.commands.CloseDeal;
import io.fairline.schemas.commands.ConfirmOrder;
import io.fairline.schemas.commands.OpenDeal;
import io.fairline.schemas.commands.OrderCommand;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is bound to be rejected is turned away before the log; what is not stands in it as it was meant. */
class AdmissionAtTheEdgeTest {

    private static final String NOON = "2099-11-27T12:00:00Z";

    private final RunningIntake intake = RunningIntake.shared();
    private final String ops = intake.keys().token("shop", "ops");

    @Test
    void dealThatNobodyOpenedIsUnknown() {
        int deal = RunningIntake.unknownDeal();
        String order = "/orders/%08x-5f0e-8c1d-9a2b-3c4d5e6f7081".formatted(deal);

        intake.order(deal, 1).isProblem(404, "unknown-deal");
        intake.post(order + "/confirm", intake.shopper(), null).isProblem(404, "unknown-deal");
        intake.post(order + "/cancel", intake.shopper(), null).isProblem(404, "unknown-deal");
        intake.post("/deals/" + deal + "/stock", ops, "{\"delta\":1}").isProblem(404, "unknown-deal");
        intake.post("/deals/" + deal + "/close", ops, null).isProblem(404, "unknown-deal");
    }

    @Test
    void dealThatIsNotOpenYetSaysWhenItWillBe() {
        int deal = intake.know(id -> Deals.opensAt(id, Instant.parse(NOON)));

        Answer answer = intake.order(deal, 1).isProblem(409, "deal-not-open");

        assertThat(answer.text("opensAt")).isEqualTo(NOON);
    }

    @Test
    void closedDealTakesNoOrdersButOutcomesOfOldOnes() {
        int deal = intake.know(Deals::closed);
        String order = "/orders/%08x-5f0e-8c1d-9a2b-3c4d5e6f7081".formatted(deal);

        intake.order(deal, 1).isProblem(409, "deal-closed");
        intake.post("/deals/" + deal + "/stock", ops, "{\"delta\":1}").isProblem(409, "deal-closed");
        intake.post("/deals/" + deal + "/close", ops, null).isProblem(409, "deal-closed");
        intake.post(order + "/cancel", intake.shopper(), null).isAccepted();
    }

    @Test
    void soldOutDealIsShutByTheGateAndLeftToTheLogWithoutIt() {
        int deal = intake.know(Deals::soldOut);
        intake.order(deal, 1).isProblem(409, "sold-out");

        try (RunningIntake ungated = RunningIntake.start(intake.topics(), Map.of("SOLD_OUT_GATE", "false"))) {
            ungated.order(deal, 1).isAccepted();
        }
    }

    @Test
    void retryOfAnOrderThatWasTakenIsTakenAgainAfterTheDealSoldOut() {
        int deal = intake.know(Deals::open);
        String key = UUID.randomUUID().toString();
        String orderId =
                intake.order(deal, 1, "Idempotency-Key", key).isAccepted().text("orderId");
        intake.topics().publish(Deals.soldOut(deal));
        await().atMost(RunningIntake.SOON).until(() -> intake.order(deal, 1).status() == 409);

        Answer retry = intake.order(deal, 1, "Idempotency-Key", key).isAccepted();

        assertThat(retry.text("orderId")).isEqualTo(orderId);
        intake.order(deal, 2, "Idempotency-Key", key).isProblem(422, "idempotency-key-reused");
        Answer tooLate =
                intake.order(deal, 1, "Idempotency-Key", "never-seen-" + key).isProblem(409, "sold-out");
        assertThat(tooLate.text("orderId")).isNotEmpty();
    }

    @Test
    void dealThatExistsIsNotOpenedAgain() {
        int deal = intake.know(Deals::open);

        Answer again = intake.post("/deals", ops, dealBody(deal)).isProblem(409, "deal-exists");

        assertThat(again.text("detail")).contains("GET /deals/{dealId}");
    }

    @Test
    void whatTheShopAsksStandsInTheLog() {
        int newDeal = RunningIntake.unknownDeal();
        Answer opened = intake.post("/deals", ops, dealBody(newDeal)).isAccepted();
        assertThat(opened.header("Location")).isEqualTo("/deals/" + newDeal + "?position=" + opened.text("position"));
        assertThat(opened.body().path("dealId").asInt()).isEqualTo(newDeal);
        OrderCommand opening = written(opened);
        assertThat(opening.getActor()).isEqualTo("shop");
        assertThat(opening.getAuthority()).isEqualTo(Authority.SHOP);
        assertThat(opening.getPayload())
                .isEqualTo(new OpenDeal("Lampe", 5, 2, 60, Instant.parse(NOON).toEpochMilli()));

        int deal = intake.know(Deals::open);
        Answer closed = intake.post("/deals/" + deal + "/close", ops, null).isAccepted();
        assertThat(written(closed).getPayload()).isEqualTo(new CloseDeal());
    }

    @Test
    void adjustmentIsTheSameOneUnderTheSameKey() {
        String stock = "/deals/" + intake.know(Deals::open) + "/stock";
        String key = UUID.randomUUID().toString();

        Answer first = intake.post(stock, ops, "{\"delta\":-3}", "Idempotency-Key", key)
                .isAccepted();
        Answer second = intake.post(stock, ops, "{\"delta\":-3}", "Idempotency-Key", key)
                .isAccepted();
        Answer other = intake.post(stock, ops, "{\"delta\":-3}").isAccepted();

        AdjustStock adjustment = (AdjustStock) written(first).getPayload();
        assertThat(adjustment.getDelta()).isEqualTo(-3);
        assertThat(written(second).getPayload()).isEqualTo(adjustment);
        assertThat(written(other).getPayload()).isNotEqualTo(adjustment);
        intake.post(stock, ops, "{\"delta\":3}", "Idempotency-Key", key).isProblem(422, "idempotency-key-reused");
    }

    @Test
    void confirmAndCancelStandInTheLogWithTheHighestCapacityOfTheToken() {
        int deal = intake.know(Deals::open);
        String id = intake.order(deal, 1).isAccepted().text("orderId");
        String order = "/orders/" + id;

        Answer confirmed = intake.post(order + "/confirm", intake.keys().token("pay", "payments"), null)
                .isAccepted();
        Answer cancelled =
                intake.post(order + "/cancel", intake.shopper(), null).isAccepted();
        Answer ordered = intake.post("/orders", ops, orderBody(deal, 1)).isAccepted();

        assertThat(confirmed.header("Location")).isEqualTo(order + "?position=" + confirmed.text("position"));
        assertThat(confirmed.text("orderId")).isEqualTo(id);
        assertThat(written(confirmed).getAuthority()).isEqualTo(Authority.PAYMENTS);
        assertThat(written(confirmed).getPayload()).isEqualTo(new ConfirmOrder(id));
        assertThat(written(cancelled).getAuthority()).isEqualTo(Authority.SHOPPER);
        assertThat(written(cancelled).getPayload()).isEqualTo(new CancelOrder(id));
        assertThat(written(ordered).getAuthority())
                .as("who orders is a shopper")
                .isEqualTo(Authority.SHOPPER);
    }

    private OrderCommand written(Answer accepted) {
        return intake.topics().commandAt(accepted.text("position"));
    }

    private static String dealBody(int dealId) {
        return """
                {"dealId":%d,"title":"Lampe","stock":5,"maxQuantityPerOrder":2,"holdSeconds":60,"opensAt":"%s"}""".formatted(dealId, NOON);
    }
}
