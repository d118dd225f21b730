package io.fairline.perf.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.perf.fairness.Event;
import io.fairline.perf.fairness.Outcome;
import io.fairline.perf.fairness.Position;
import io.fairline.schemas.events.CommandRefused;
import io.fairline.schemas.events.DealClosed;
import io.fairline.schemas.events.OrderEvent;
import io.fairline.schemas.events.OrderLine;
import io.fairline.schemas.events.OrderRejected;
import io.fairline.schemas.events.OrderReserved;
import io.fairline.schemas.events.RefusalReason;
import io.fairline.schemas.events.RefusedCommand;
import io.fairline.schemas.events.RejectionReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;

/** The short cut reads what the generated classes write, so a change of the schema cannot pass it by. */
class EventHeadTest {

    private static final UUID ORDER = UUID.fromString("00000007-0000-8000-8000-000000000001");
    private static final List<OrderLine> TWO_UNITS = List.of(new OrderLine(7, 2));

    @Test
    void readsAReservation() throws IOException {
        EventHead head = new EventHead();
        head.read(wire(event(new OrderReserved(ORDER.toString(), "alice", TWO_UNITS, 5L, 9_000L))));

        assertThat(head.dealId()).isEqualTo(7);
        assertThat(head.causePartition()).isEqualTo(3);
        assertThat(head.causeOffset()).isEqualTo(123_456_789_012L);
        assertThat(head.decidesAnOrder()).isTrue();
        assertThat(head.reserves()).isTrue();
    }

    @Test
    void tellsARejectionAndOtherEventsApart() throws IOException {
        EventHead head = new EventHead();
        head.read(wire(event(new OrderRejected(ORDER.toString(), "bob", TWO_UNITS, 6L, RejectionReason.SOLD_OUT))));
        assertThat(head.decidesAnOrder()).isTrue();
        assertThat(head.reserves()).isFalse();

        head.read(wire(event(new DealClosed("shop"))));
        assertThat(head.decidesAnOrder()).isFalse();
    }

    @Test
    void theWholeRecordBecomesWhatTheCheckerReads() {
        Position at = new Position(3, 42);
        Event won = WireRecords.event(at, event(new OrderReserved(ORDER.toString(), "alice", TWO_UNITS, 5L, 9_000L)));
        assertThat(won)
                .isEqualTo(new Event(
                        at,
                        7,
                        11,
                        new Position(3, 123_456_789_012L),
                        8_000,
                        1,
                        2,
                        3,
                        new Outcome.OrderReserved(ORDER, "alice", 2, 5, 9_000)));

        Event refused = WireRecords.event(
                at,
                event(new CommandRefused(
                        RefusedCommand.CONFIRM_ORDER, ORDER.toString(), "eve", RefusalReason.UNKNOWN_ORDER)));
        assertThat(refused.outcome())
                .isEqualTo(new Outcome.CommandRefused(
                        RefusedCommand.CONFIRM_ORDER, ORDER, "eve", RefusalReason.UNKNOWN_ORDER));
    }

    private static OrderEvent event(Object payload) {
        return new OrderEvent(7, 11L, 3, 123_456_789_012L, 8_000L, 1, 2, 3, payload);
    }

    private static byte[] wire(OrderEvent event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {0, 0, 0, 0, 1});
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(OrderEvent.class).write(event, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
