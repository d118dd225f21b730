package io.fairline.processor.topology;

import static io.fairline.processor.topology.TopologyFixture.adjust;
import static io.fairline.processor.topology.TopologyFixture.cancel;
import static io.fairline.processor.topology.TopologyFixture.close;
import static io.fairline.processor.topology.TopologyFixture.confirm;
import static io.fairline.processor.topology.TopologyFixture.open;
import static io.fairline.processor.topology.TopologyFixture.place;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.processor.domain.Repetition;
import io.fairline.schemas.OrderId;
import io.fairline.schemas.deals.DealPhase;
import io.fairline.schemas.deals.DealRecord;
import io.fairline.schemas.deals.DealSnapshot;
import io.fairline.schemas.events.OrderCancelled;
import io.fairline.schemas.events.OrderConfirmed;
import io.fairline.schemas.events.OrderEvent;
import io.fairline.schemas.events.OrderLine;
import io.fairline.schemas.events.OrderRejected;
import io.fairline.schemas.events.OrderReserved;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StockTopologyTest {

    private static final int DEAL = 7;

    @TempDir
    private Path folder;

    private TopologyFixture topology;

    @BeforeEach
    void start() {
        topology = new TopologyFixture(folder);
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    @Test
    void anOrderIsReservedInTheEnvelopeOfItsCause() {
        topology.send(open(DEAL, 10));
        topology.passInTheLogOnly(Duration.ofMillis(5));
        OrderId order = topology.newOrder(DEAL);
        topology.send(place(order, "alice", 2));
        long decidedAt = TopologyFixture.START.toEpochMilli() + 5;
        assertThat(topology.events().getLast())
                .isEqualTo(new OrderEvent(
                        DEAL,
                        2L,
                        0,
                        1L,
                        decidedAt,
                        8,
                        2,
                        0,
                        new OrderReserved(
                                order.toString(),
                                "alice",
                                List.of(new OrderLine(DEAL, 2)),
                                1L,
                                decidedAt + TopologyFixture.HOLD_SECONDS * 1000L)));
    }

    @Test
    void theFirstTenOfTwentyWinInTheOrderOfTheLog() {
        topology.send(open(DEAL, 10));
        for (int i = 0; i < 20; i++) {
            topology.send(place(topology.newOrder(DEAL), "shopper-" + i, 1));
        }
        List<OrderEvent> events = topology.events();
        assertThat(events)
                .extracting(OrderEvent::getSequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 21).boxed().toList());
        assertThat(events.subList(1, 11)).allMatch(event -> event.getPayload() instanceof OrderReserved);
        assertThat(events.subList(11, 21)).allMatch(event -> event.getPayload() instanceof OrderRejected);
    }

    @Test
    void whatWasDecidedIsRememberedFromCommandToCommand() {
        topology.send(open(DEAL, 10));
        OrderId order = topology.newOrder(DEAL);
        topology.send(place(order, "alice", 2));
        topology.send(confirm(order, "alice"));
        OrderEvent last = topology.events().getLast();
        assertThat(last.getPayload()).isInstanceOf(OrderConfirmed.class);
        assertThat(last.getSold()).isEqualTo(2);
        assertThat(topology.sizeOf("holds")).isZero();
    }

    @Test
    void aRetryAndAConflictAreCountedAndNotAnswered() {
        topology.send(open(DEAL, 10));
        OrderId order = topology.newOrder(DEAL);
        topology.send(place(order, "alice", 2));
        topology.send(place(order, "alice", 2));
        topology.send(place(order, "alice", 1));
        assertThat(topology.events()).hasSize(2);
        assertThat(topology.repetitions()).containsExactly(Repetition.SAME, Repetition.CONFLICTING);
    }

    @Test
    void aRetryIsCountedAlsoWhereItEndsHolds() {
        topology.send(open(DEAL, 10));
        OrderId order = topology.newOrder(DEAL);
        topology.send(place(order, "alice", 2));
        topology.passInTheLogOnly(Duration.ofSeconds(TopologyFixture.HOLD_SECONDS));
        topology.send(place(order, "alice", 2));
        assertThat(topology.events().getLast().getPayload()).isInstanceOf(OrderCancelled.class);
        assertThat(topology.repetitions()).containsExactly(Repetition.SAME);
    }

    @Test
    void anAdjustmentIsCarriedOutOnceHoweverLateItIsSentAgain() {
        topology.send(open(DEAL, 10));
        topology.send(open(2, 10));
        for (int again = 0; again < 2; again++) {
            for (int i = 0; i < 40; i++) {
                topology.send(adjust(DEAL, new UUID(0, i).toString(), 1));
            }
        }
        topology.send(adjust(DEAL, new UUID(0, 0).toString(), 2));
        topology.send(adjust(2, new UUID(0, 0).toString(), 1));
        assertThat(topology.events())
                .hasSize(43)
                .extracting(OrderEvent::getAvailable)
                .endsWith(50, 11);
        assertThat(topology.repetitions()).hasSize(41).endsWith(Repetition.SAME, Repetition.CONFLICTING);
    }

    @Test
    void dealsOfOnePartitionDoNotKnowOfEachOther() {
        topology.send(open(1, 10));
        topology.send(open(2, 10));
        topology.send(place(topology.newOrder(2), "alice", 2));
        topology.send(close(1));
        assertThat(topology.events())
                .extracting(OrderEvent::getDealId, OrderEvent::getSequence, OrderEvent::getAvailable)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, 1L, 10),
                        org.assertj.core.groups.Tuple.tuple(2, 1L, 10),
                        org.assertj.core.groups.Tuple.tuple(2, 2L, 8),
                        org.assertj.core.groups.Tuple.tuple(1, 2L, 10));
    }

    @Test
    void anIntakeIsToldOfTermsPhaseStockAndTheLastUnitButNotOfEveryOrder() {
        topology.send(open(DEAL, 3));
        OrderId first = topology.newOrder(DEAL);
        topology.send(place(first, "alice", 2));
        topology.send(place(topology.newOrder(DEAL), "bob", 1));
        topology.send(place(topology.newOrder(DEAL), "carol", 1));
        topology.send(cancel(first, "alice"));
        topology.send(adjust(DEAL, "a3bb189e-8bf9-3888-9912-ace4e6543002", 5));
        topology.send(close(DEAL));
        assertThat(topology.deals())
                .containsExactly(
                        deal(1, DealPhase.OPEN, 3, false),
                        deal(3, DealPhase.OPEN, 3, true),
                        deal(5, DealPhase.OPEN, 3, false),
                        deal(6, DealPhase.OPEN, 8, false),
                        deal(7, DealPhase.CLOSED, 8, false));
    }

    @Test
    void anUnknownDealIsNotShownToIntakes() {
        topology.send(place(topology.newOrder(DEAL), "alice", 1));
        assertThat(topology.event().getPayload()).isInstanceOf(OrderRejected.class);
        assertThat(topology.deals()).isEmpty();
    }

    private static KeyValue<String, DealRecord> deal(long sequence, DealPhase phase, int stock, boolean soldOut) {
        return KeyValue.pair(
                Integer.toString(DEAL),
                new DealRecord(
                        DEAL,
                        sequence,
                        new DealSnapshot(
                                "Espresso machine", phase, stock, 2, TopologyFixture.HOLD_SECONDS, null, soldOut, 1)));
    }
}
