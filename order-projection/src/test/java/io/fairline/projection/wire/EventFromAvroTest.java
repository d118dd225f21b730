package io.fairline.projection.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairline.projection.domain.Counts;
import io.fairline.projection.domain.DealEvent;
import io.fairline.projection.domain.Decision;
import io.fairline.projection.domain.Position;
import io.fairline.schemas.events.CancellationReason;
import io.fairline.schemas.events.CommandRefused;
import io.fairline.schemas.events.DealClosed;
import io.fairline.schemas.events.DealOpened;
import io.fairline.schemas.events.OrderCancelled;
import io.fairline.schemas.events.OrderConfirmed;
import io.fairline.schemas.events.OrderEvent;
import io.fairline.schemas.events.OrderLine;
import io.fairline.schemas.events.OrderRejected;
import io.fairline.schemas.events.OrderReserved;
import io.fairline.schemas.events.RefusalReason;
import io.fairline.schemas.events.RefusedCommand;
import io.fairline.schemas.events.RejectionReason;
import io.fairline.schemas.events.StockAdjusted;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The crossing from Avro to the domain. */
class EventFromAvroTest {

    private static final String ID = "00000007-0000-8000-8000-000000000001";
    private static final UUID ORDER = UUID.fromString(ID);
    private static final List<OrderLine> LINES = List.of(new OrderLine(7, 2), new OrderLine(8, 5));

    @ParameterizedTest
    @MethodSource
    void everyKindOfEventBecomesADecision(Object payload, Decision decision) {
        assertThat(EventFromAvro.read(event(payload)))
                .isEqualTo(new DealEvent(
                        7, 9, new Position(3, 12), Instant.ofEpochMilli(1_000), new Counts(5, 3, 2), decision));
    }

    static Stream<Arguments> everyKindOfEventBecomesADecision() {
        return Stream.of(
                Arguments.of(
                        new DealOpened("Lamp", 10, 5, 60, 2_000L, "shop"),
                        new Decision.DealOpened("Lamp", 5, 60, Instant.ofEpochMilli(2_000), "shop")),
                Arguments.of(
                        new DealOpened("Lamp", 10, 5, 60, null, "shop"),
                        new Decision.DealOpened("Lamp", 5, 60, null, "shop")),
                Arguments.of(new StockAdjusted("a", -2, "shop"), new Decision.StockAdjusted(-2, "shop")),
                Arguments.of(new DealClosed("shop"), new Decision.DealClosed("shop")),
                Arguments.of(
                        new OrderReserved(ID, "alice", LINES, 4L, 3_000L),
                        new Decision.OrderReserved(ORDER, "alice", 2, 4, Instant.ofEpochMilli(3_000))),
                Arguments.of(
                        new OrderRejected(ID, "alice", LINES, 4L, RejectionReason.SOLD_OUT),
                        new Decision.OrderRejected(ORDER, "alice", 2, 4, "SOLD_OUT")),
                Arguments.of(
                        new OrderConfirmed(ID, "alice", LINES, "payments"),
                        new Decision.OrderConfirmed(ORDER, "alice", 2, "payments")),
                Arguments.of(
                        new OrderCancelled(ID, "alice", LINES, CancellationReason.HOLD_EXPIRED, false, "clock"),
                        new Decision.OrderCancelled(ORDER, "alice", 2, "HOLD_EXPIRED", "clock")),
                Arguments.of(
                        new CommandRefused(RefusedCommand.CONFIRM_ORDER, ID, "alice", RefusalReason.HOLD_EXPIRED),
                        new Decision.OrderCommandRefused(ORDER, "CONFIRM_ORDER", "alice", "HOLD_EXPIRED")),
                Arguments.of(
                        new CommandRefused(RefusedCommand.CONFIRM_ORDER, ID, "mallory", RefusalReason.UNKNOWN_ORDER),
                        new Decision.UnknownOrderRefused(ORDER)),
                Arguments.of(
                        new CommandRefused(RefusedCommand.CLOSE_DEAL, null, "shop", RefusalReason.DEAL_CLOSED),
                        new Decision.DealCommandRefused("CLOSE_DEAL", "shop", "DEAL_CLOSED")));
    }

    @Test
    void orderIdThatIsNoneBreaksTheContract() {
        assertThatThrownBy(() -> EventFromAvro.read(event(new OrderConfirmed("7", "alice", LINES, "alice"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void payloadThatIsUnknownAsksForAnUpgrade() {
        assertThatThrownBy(() -> EventFromAvro.read(event("something newer")))
                .hasMessageContaining("upgrade order-projection");
    }

    @Test
    void moreUnitsThanANumberHoldsAreTheMostItHolds() {
        OrderLine most = new OrderLine(7, Integer.MAX_VALUE);
        OrderLine least = new OrderLine(7, Integer.MIN_VALUE);

        assertThat(rejectedQuantity(List.of(most, most))).isEqualTo(Integer.MAX_VALUE);
        assertThat(rejectedQuantity(List.of(least, least))).isEqualTo(Integer.MIN_VALUE);
    }

    private static int rejectedQuantity(List<OrderLine> lines) {
        OrderRejected wire = new OrderRejected(ID, "alice", lines, 4L, RejectionReason.INVALID_ORDER);
        return ((Decision.OrderRejected) EventFromAvro.read(event(wire)).decision()).quantity();
    }

    private static OrderEvent event(Object payload) {
        return new OrderEvent(7, 9L, 3, 12L, 1_000L, 5, 3, 2, payload);
    }
}
