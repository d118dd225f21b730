package io.fairline.processor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.processor.domain.Counts;
import io.fairline.processor.domain.Deal;
import io.fairline.processor.domain.Event;
import io.fairline.processor.domain.Line;
import io.fairline.processor.domain.Phase;
import io.fairline.processor.domain.Terms;
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
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The crossing from the domain onto the wire. */
class EventToAvroTest {

    private static final String ORDER = "00000007-1234-8abc-9def-0123456789ab";
    private static final UUID ORDER_ID = UUID.fromString(ORDER);
    private static final List<Line> LINES = List.of(new Line(7, 2));
    private static final Terms TERMS = new Terms("Espresso machine", 2, 60, 5_000L);
    private static final Deal AFTER = new Deal(7, Phase.OPEN, TERMS, new Counts(5, 3, 2), 12, 9, Deal.NO_DEADLINE);

    static Stream<Arguments> everyEvent() {
        return Stream.of(
                Arguments.of(
                        new Event.DealOpened(TERMS, 10, "ops"),
                        new DealOpened("Espresso machine", 10, 2, 60, 5_000L, "ops")),
                Arguments.of(new Event.StockAdjusted(ORDER_ID, -3, "ops"), new StockAdjusted(ORDER, -3, "ops")),
                Arguments.of(new Event.DealClosed("ops"), new DealClosed("ops")),
                Arguments.of(
                        new Event.OrderReserved(ORDER_ID, "alice", LINES, 99, 4, 61_000),
                        new OrderReserved(ORDER, "alice", lines(), 4L, 61_000L)),
                Arguments.of(
                        new Event.OrderRejected(ORDER_ID, "alice", LINES, 99, 4, Event.RejectionReason.SOLD_OUT),
                        new OrderRejected(ORDER, "alice", lines(), 4L, RejectionReason.SOLD_OUT)),
                Arguments.of(
                        new Event.OrderConfirmed(ORDER_ID, "alice", LINES, "till-3"),
                        new OrderConfirmed(ORDER, "alice", lines(), "till-3")),
                Arguments.of(
                        new Event.OrderCancelled(
                                ORDER_ID, "alice", LINES, Event.CancellationReason.BY_SHOP, true, "ops"),
                        new OrderCancelled(ORDER, "alice", lines(), CancellationReason.BY_SHOP, true, "ops")),
                Arguments.of(
                        new Event.CommandRefused(
                                Event.RefusedCommand.CONFIRM_ORDER,
                                ORDER_ID,
                                "mallory",
                                Event.RefusalReason.UNKNOWN_ORDER),
                        new CommandRefused(
                                RefusedCommand.CONFIRM_ORDER, ORDER, "mallory", RefusalReason.UNKNOWN_ORDER)),
                Arguments.of(
                        new Event.CommandRefused(
                                Event.RefusedCommand.OPEN_DEAL, null, "ops", Event.RefusalReason.DEAL_EXISTS),
                        new CommandRefused(RefusedCommand.OPEN_DEAL, null, "ops", RefusalReason.DEAL_EXISTS)));
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void writesEveryEventInItsEnvelope(Event inTheDomain, Object onTheWire) {
        assertThat(EventToAvro.write(inTheDomain, AFTER, new Cause(3, 1234, 1_000)))
                .isEqualTo(new OrderEvent(7, 12L, 3, 1234L, 1_000L, 5, 3, 2, onTheWire));
    }

    @Test
    void thereIsACaseForEveryEvent() {
        assertThat(everyEvent()
                        .map(arguments -> (Object)
                                Objects.requireNonNull(arguments.get()[0]).getClass())
                        .distinct())
                .containsExactlyInAnyOrder((Object[]) Event.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @EnumSource
    void everyRejectionKeepsItsReason(Event.RejectionReason reason) {
        Event event = new Event.OrderRejected(ORDER_ID, "alice", LINES, 99, 4, reason);
        assertThat(payload(event))
                .isEqualTo(new OrderRejected(ORDER, "alice", lines(), 4L, RejectionReason.valueOf(reason.name())));
    }

    @ParameterizedTest
    @EnumSource
    void everyCancellationKeepsItsReason(Event.CancellationReason reason) {
        Event event = new Event.OrderCancelled(ORDER_ID, "alice", LINES, reason, false, "alice");
        assertThat(payload(event))
                .isEqualTo(new OrderCancelled(
                        ORDER, "alice", lines(), CancellationReason.valueOf(reason.name()), false, "alice"));
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalKeepsItsReason(Event.RefusalReason reason) {
        Event event = new Event.CommandRefused(Event.RefusedCommand.CLOSE_DEAL, null, "ops", reason);
        assertThat(payload(event))
                .isEqualTo(new CommandRefused(
                        RefusedCommand.CLOSE_DEAL, null, "ops", RefusalReason.valueOf(reason.name())));
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusedCommandKeepsItsName(Event.RefusedCommand command) {
        Event event = new Event.CommandRefused(command, null, "ops", Event.RefusalReason.INVALID_COMMAND);
        assertThat(payload(event))
                .isEqualTo(new CommandRefused(
                        RefusedCommand.valueOf(command.name()), null, "ops", RefusalReason.INVALID_COMMAND));
    }

    private static Object payload(Event event) {
        return EventToAvro.write(event, AFTER, new Cause(0, 0, 0)).getPayload();
    }

    private static List<OrderLine> lines() {
        return List.of(new OrderLine(7, 2));
    }
}
