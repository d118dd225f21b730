package io.fairline.projection.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.projection.domain.Order;
import io.fairline.projection.domain.OrderStatus;
import io.fairline.projection.domain.Position;
import io.fairline.projection.domain.Refusal;
import io.fairline.schemas.OrderId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The crossing from the domain to JSON. */
class OrderJsonTest {

    private static final OrderId ID = new OrderId(UUID.fromString("00000007-0000-8000-8000-000000000001"));
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00.5Z");
    private static final Viewer ALICE = new Viewer("alice", false);

    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void reservedOrderHasADeadlineAndAConfirmedOneHasNot() {
        assertThat(write(new View<>(order(OrderStatus.RESERVED, null), null, 0, 9)))
                .isEqualTo("""
                {"orderId":"00000007-0000-8000-8000-000000000001","dealId":7,"quantity":2,"status":"RESERVED",\
                "placeInLine":4,"holdUntil":"2026-03-01T10:01:00.500Z","placedAt":"2026-03-01T10:00:00.500Z",\
                "updatedAt":"2026-03-01T10:00:00.500Z","version":9}""");
        assertThat(write(new View<>(order(OrderStatus.CONFIRMED, null), null, 0, 9)))
                .doesNotContain("holdUntil");
    }

    @Test
    void pendingOrderSaysWhereItStands() {
        assertThat(write(new View<>(null, new Position(3, 12), 5, 0))).isEqualTo("""
                {"orderId":"00000007-0000-8000-8000-000000000001","dealId":7,"status":"PENDING",\
                "position":"3-12","commandsAhead":5}""");
    }

    @Test
    void refusalIsForTheRequestersEyes() {
        Refusal refusal = new Refusal("CANCEL_ORDER", "ALREADY_CONFIRMED", "alice", AT);
        View<Order> view = new View<>(order(OrderStatus.CONFIRMED, refusal), null, 0, 9);

        assertThat(OrderJson.of(ID, view, ALICE).refusal())
                .isEqualTo(new RefusalJson("CANCEL_ORDER", "ALREADY_CONFIRMED", AT));
        assertThat(OrderJson.of(ID, view, new Viewer("shop", true)).refusal()).isNull();
    }

    private String write(View<Order> view) {
        return json.writeValueAsString(OrderJson.of(ID, view, ALICE));
    }

    private static Order order(OrderStatus status, @Nullable Refusal refusal) {
        return new Order(ID.value(), 7, "alice", 2, status, null, 4L, AT.plusSeconds(60), AT, AT, 9, 12, refusal);
    }
}
