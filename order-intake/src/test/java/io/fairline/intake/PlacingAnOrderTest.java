package io.fairline.intake;

import static io.fairline.intake.RunningIntake.orderBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.schemas.OrderId;
import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.commands.OrderCommand;
import io.fairline.schemas.commands.OrderLine;
import io.fairline.schemas.commands.PlaceOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

class PlacingAnOrderTest {

    private final RunningIntake intake = RunningIntake.shared();

    @Test
    void standsInTheLogWhenTheAnswerComes() {
        int deal = intake.know(Deals::open);

        Answer answer = intake.order(deal, 2).isAccepted();

        OrderCommand written = intake.topics().commandAt(answer.text("position"));
        assertThat(written.getDealId()).isEqualTo(deal);
        assertThat(written.getActor()).isEqualTo("alice");
        assertThat(written.getAuthority()).isEqualTo(Authority.SHOPPER);
        assertThat(written.getPayload()).isInstanceOfSatisfying(PlaceOrder.class, order -> {
            assertThat(order.getOrderId()).isEqualTo(answer.text("orderId"));
            assertThat(order.getLines()).containsExactly(new OrderLine(deal, 2));
        });
    }

    @Test
    void isToldItsNumberItsStatusAndWhereItStands() {
        int deal = intake.know(Deals::open);

        Answer answer = intake.order(deal, 1).isAccepted();

        String id = answer.text("orderId");
        assertThat(OrderId.parse(id).orElseThrow().dealId()).isEqualTo(deal);
        assertThat(answer.text("status")).isEqualTo("PENDING");
        assertThat(answer.header("Location")).isEqualTo("/orders/" + id + "?position=" + answer.text("position"));
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void liesUnderItsDealInThePartitionThatEveryKafkaClientWouldChoose() {
        int deal = intake.know(Deals::open);

        ConsumerRecord<byte[], byte[]> written = intake.topics()
                .commandRecordAt(intake.order(deal, 1).isAccepted().text("position"));

        byte[] key = Integer.toString(deal).getBytes(StandardCharsets.UTF_8);
        assertThat(written.key()).isEqualTo(key);
        assertThat(written.partition()).isEqualTo(Utils.toPositive(Utils.murmur2(key)) % Deals.PARTITIONS);
    }

    @Test
    void isTheSameOrderWhenRetriedUnderTheSameKey() {
        int deal = intake.know(Deals::open);
        String key = UUID.randomUUID().toString();

        Answer first = intake.order(deal, 1, "Idempotency-Key", key).isAccepted();
        Answer second = intake.order(deal, 1, "Idempotency-Key", key).isAccepted();
        Answer quoted =
                intake.order(deal, 1, "Idempotency-Key", "\"" + key + "\"").isAccepted();

        assertThat(second.text("orderId")).isEqualTo(first.text("orderId")).isEqualTo(quoted.text("orderId"));
        assertThat(second.text("position")).isNotEqualTo(first.text("position"));
    }

    @Test
    void isAnotherOrderWithoutKeyAndForAnotherShopperWithTheSameKey() {
        int deal = intake.know(Deals::open);
        String key = UUID.randomUUID().toString();

        assertThat(intake.order(deal, 1).text("orderId"))
                .isNotEqualTo(intake.order(deal, 1).text("orderId"));
        assertThat(intake.order(deal, 1, "Idempotency-Key", key).text("orderId"))
                .isNotEqualTo(
                        intake.post("/orders", intake.keys().token("bob"), orderBody(deal, 1), "Idempotency-Key", key)
                                .isAccepted()
                                .text("orderId"));
    }

    @Test
    void isRefusedUnderAKeyThatBelongsToAnotherRequest() {
        int deal = intake.know(Deals::open);
        int otherDeal = intake.know(Deals::open);
        String key = UUID.randomUUID().toString();
        intake.order(deal, 1, "Idempotency-Key", key).isAccepted();

        intake.order(deal, 2, "Idempotency-Key", key).isProblem(422, "idempotency-key-reused");
        intake.order(otherDeal, 1, "Idempotency-Key", key).isProblem(422, "idempotency-key-reused");
        intake.order(deal, 1, "Idempotency-Key", key).isAccepted();
    }
}
