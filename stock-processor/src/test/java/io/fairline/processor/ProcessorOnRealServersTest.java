package io.fairline.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.local.LocalServers;
import io.fairline.schemas.OrderId;
import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.commands.ConfirmOrder;
import io.fairline.schemas.commands.OrderCommand;
import io.fairline.schemas.events.CancellationReason;
import io.fairline.schemas.events.DealOpened;
import io.fairline.schemas.events.OrderCancelled;
import io.fairline.schemas.events.OrderConfirmed;
import io.fairline.schemas.events.OrderEvent;
import io.fairline.schemas.events.OrderRejected;
import io.fairline.schemas.events.OrderReserved;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorOnRealServersTest {

    private static final int DEAL = 7;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ADJUSTMENT = "a3bb189e-8bf9-3888-9912-ace4e6543002";

    @TempDir
    private Path folder;

    private final LocalServers servers = LocalServers.shared();
    private final String prefix = servers.newTopicPrefix();
    private final List<OrderId> placed = new ArrayList<>();
    private TestLine line;

    @BeforeEach
    void connect() {
        line = new TestLine(servers, prefix);
    }

    @AfterEach
    void disconnect() {
        line.close();
    }

    @Test
    void decidesAnOrderFromReservationToSale() {
        try (RunningProcessor _ = start("processor-1").awaitReady()) {
            line.open(DEAL, 1, 60);
            OrderId order = line.place(DEAL, "alice");
            line.place(DEAL, "bob");
            line.send(new OrderCommand(DEAL, "alice", Authority.SHOPPER, 0L, new ConfirmOrder(order.toString())));
            List<OrderEvent> events = line.awaitEvents(4);
            assertThat(TestLine.payloads(events))
                    .satisfiesExactly(
                            first -> assertThat(first).isInstanceOf(DealOpened.class),
                            second -> assertThat(second).isInstanceOf(OrderReserved.class),
                            third -> assertThat(third).isInstanceOf(OrderRejected.class),
                            fourth -> assertThat(fourth).isInstanceOf(OrderConfirmed.class));
            assertThat(events).extracting(OrderEvent::getSequence).containsExactly(1L, 2L, 3L, 4L);
            assertThat(events.getLast().getSold()).isEqualTo(1);
        }
    }

    @Test
    void putsGarbageAsideAndTheLineGoesOn() {
        try (RunningProcessor _ = start("processor-1").awaitReady()) {
            line.open(DEAL, 1, 60);
            line.sendBytes("7", "garbage".getBytes(UTF_8));
            line.place(DEAL, "alice");
            assertThat(line.awaitEvents(2)).hasSize(2);
            ConsumerRecord<byte[], byte[]> letter = line.awaitDeadLetter();
            assertThat(letter.value()).isEqualTo("garbage".getBytes(UTF_8));
            assertThat(letter.key()).isEqualTo("7".getBytes(UTF_8));
            assertThat(new String(letter.headers().lastHeader("error").value(), UTF_8))
                    .contains("magic byte");
        }
    }

    @Test
    void putsARecordUnderAnUnknownSchemaIdAsideAndTheLineGoesOn() {
        try (RunningProcessor _ = start("processor-1").awaitReady()) {
            line.open(DEAL, 1, 60);
            line.sendBytes("7", ByteBuffer.allocate(40).putInt(1, 987_654_321).array());
            line.place(DEAL, "alice");
            assertThat(line.awaitEvents(2)).hasSize(2);
            assertThat(new String(
                            line.awaitDeadLetter().headers().lastHeader("error").value(), UTF_8))
                    .contains("987654321");
        }
    }

    @Test
    void theHoldOfAQuietDealExpiresByItself() {
        try (RunningProcessor _ = start("processor-1").awaitReady()) {
            line.open(DEAL, 1, 1);
            OrderId order = line.place(DEAL, "alice");
            OrderEvent last = line.awaitEvents(3).getLast();
            assertThat(last.getPayload()).isInstanceOfSatisfying(OrderCancelled.class, cancelled -> {
                assertThat(cancelled.getOrderId()).isEqualTo(order.toString());
                assertThat(cancelled.getReason()).isEqualTo(CancellationReason.HOLD_EXPIRED);
            });
            assertThat(last.getAvailable()).isEqualTo(1);
        }
    }

    @Test
    void theHoldOfAQuietDealExpiresAlthoughTheProcessorWasRestartedMeanwhile() {
        int deal = dealLeftWithAHold();
        try (RunningProcessor _ = start("processor-1").awaitReady()) {
            List<OrderEvent> expired = line.awaitEvents(1, event -> event.getDealId() == deal && isExpiry(event));
            assertThat(expired).extracting(OrderEvent::getAvailable).containsExactly(1);
        }
    }

    @Test
    void decidesEveryOrderOnceInOrderAlthoughItIsRestartedInTheMiddle() throws InterruptedException {
        int stock = 1_000;
        try (RunningProcessor first = start("processor-1").awaitReady()) {
            line.open(DEAL, stock, 3_600);
            place(200);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> first.count("fairline.processor.events", "kind", "OrderReserved") > 100);
            // Nobody knows how long the rest of a few thousand takes: they come for as long as it has not left.
            Thread leaving = Thread.ofPlatform().start(first::close);
            while (leaving.isAlive()) {
                place(10);
            }
            leaving.join();
        }
        place(2 * stock);
        assertThat(line.eventsSoFar())
                .as("decided by the first, which left in the middle, or this shows nothing")
                .isGreaterThan(100)
                .isLessThan(placed.size());
        try (RunningProcessor _ = start("processor-1")) {
            List<OrderEvent> events = line.awaitEvents(1 + placed.size());
            OneVerdictEachInOrder.check(placed, events);
            assertThat(events.getLast().getHeld()).isEqualTo(stock);
        }
    }

    @Test
    void aRetryAfterARestartIsStillARetry() {
        OrderId order = line.newOrder(DEAL);
        try (RunningProcessor _ = start("processor-1").awaitReady()) {
            line.open(DEAL, 10, 3_600);
            line.place(order, "alice");
            line.adjust(DEAL, ADJUSTMENT, 5);
            line.awaitEvents(3);
        }
        try (RunningProcessor second = start("processor-1").awaitReady()) {
            line.place(order, "alice");
            line.adjust(DEAL, ADJUSTMENT, 5);
            line.place(DEAL, "bob");
            OrderEvent last = line.awaitEvents(4).getLast();
            assertThat(last.getHeld()).isEqualTo(2);
            assertThat(last.getAvailable()).isEqualTo(13);
            assertThat(second.count("fairline.processor.repetitions", "kind", "SAME"))
                    .isEqualTo(2);
        }
    }

    @Test
    void whenOneOfTwoLeavesTheOtherDecidesItsLinesToo() {
        int deals = 0;
        try (RunningProcessor _ = start("processor-1").awaitReady()) {
            RunningProcessor leaving = start("processor-2").awaitReady();
            // It may be ready before its share has been handed over.
            while (deals < 24 || leaving.count("fairline.processor.events", "kind", "DealOpened") == 0) {
                assertThat(deals).as("deals, none of which came to the other").isLessThan(1_000);
                line.open(++deals, 10, 3_600);
                line.awaitEvents(deals);
            }
            leaving.close();
            for (int deal = 1; deal <= deals; deal++) {
                line.place(deal, "alice");
            }
            List<OrderEvent> won = line.awaitEvents(deals, event -> event.getPayload() instanceof OrderReserved);
            assertThat(won).extracting(OrderEvent::getSequence).containsOnly(2L);
        }
    }

    /** Its processor left before the hold ended; the slower that is, the longer the hold has to be. */
    private int dealLeftWithAHold() {
        for (int deal = 1; deal <= 5; deal++) {
            int candidate = deal;
            try (RunningProcessor _ = start("processor-1").awaitReady()) {
                line.open(candidate, 1, 2 << candidate);
                line.place(candidate, "alice");
                line.awaitEvents(
                        1, event -> event.getDealId() == candidate && event.getPayload() instanceof OrderReserved);
            }
            if (line.eventsSoFar(event -> event.getDealId() == candidate && isExpiry(event)) == 0) {
                return candidate;
            }
        }
        throw new AssertionError("every hold had ended before the processor left");
    }

    private static boolean isExpiry(OrderEvent event) {
        return event.getPayload() instanceof OrderCancelled cancelled
                && cancelled.getReason() == CancellationReason.HOLD_EXPIRED;
    }

    private void place(int orders) {
        for (int i = 0; i < orders; i++) {
            placed.add(line.place(DEAL, "alice"));
        }
        line.flush();
    }

    private RunningProcessor start(String instanceId) {
        return RunningProcessor.start(servers, prefix, instanceId, folder);
    }
}
