package io.fairline.processor.topology;

import static io.fairline.processor.topology.TopologyFixture.confirm;
import static io.fairline.processor.topology.TopologyFixture.open;
import static io.fairline.processor.topology.TopologyFixture.place;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.schemas.OrderId;
import io.fairline.schemas.events.CancellationReason;
import io.fairline.schemas.events.OrderCancelled;
import io.fairline.schemas.events.OrderEvent;
import io.fairline.schemas.events.OrderReserved;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpiryThroughTheLogTest {

    private static final int DEAL = 7;
    private static final Duration HOLD = Duration.ofSeconds(TopologyFixture.HOLD_SECONDS);

    @TempDir
    private Path folder;

    private TopologyFixture topology;

    @BeforeEach
    void start() {
        topology = new TopologyFixture(folder);
        topology.send(open(DEAL, 2000));
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    @Test
    void theHoldOfAQuietDealEndsByATickInTheLog() {
        OrderId order = topology.newOrder(DEAL);
        topology.send(place(order, "alice", 2));
        topology.events();
        topology.pass(HOLD.plusSeconds(1));
        OrderEvent event = topology.event();
        assertThat(event.getPayload()).isInstanceOfSatisfying(OrderCancelled.class, cancelled -> {
            assertThat(cancelled.getOrderId()).isEqualTo(order.toString());
            assertThat(cancelled.getReason()).isEqualTo(CancellationReason.HOLD_EXPIRED);
            assertThat(cancelled.getCancelledBy()).isEqualTo("clock");
        });
        assertThat(event.getCauseOffset()).as("the tick's own place in the log").isEqualTo(2);
        assertThat(event.getAvailable()).isEqualTo(2000);
        assertThat(topology.sizeOf("holds")).isZero();
    }

    @Test
    void nothingIsAskedBeforeTheDeadlineAndNothingAfterTheAnswer() {
        topology.send(place(topology.newOrder(DEAL), "alice", 2));
        topology.pass(HOLD.minusSeconds(1));
        assertThat(topology.commandsSeen()).isEqualTo(2);
        topology.pass(Duration.ofSeconds(2));
        topology.pass(Duration.ofSeconds(30));
        assertThat(topology.commandsSeen()).as("one tick").isEqualTo(3);
    }

    @Test
    void anyCommandOfABusyDealEndsItsDueHolds() {
        topology.send(place(topology.newOrder(DEAL), "alice", 2));
        topology.passInTheLogOnly(HOLD);
        topology.send(place(topology.newOrder(DEAL), "bob", 1));
        assertThat(topology.events().subList(2, 4))
                .satisfiesExactly(
                        first -> assertThat(first.getPayload()).isInstanceOf(OrderCancelled.class),
                        second -> assertThat(second.getPayload()).isInstanceOf(OrderReserved.class))
                .allSatisfy(event -> assertThat(event.getCauseOffset()).isEqualTo(2));
    }

    @Test
    void holdsThatAreDueTogetherEndInBoundedStepsWithoutAnybodyAskingAgain() {
        for (int i = 0; i < 5; i++) {
            topology.send(place(topology.newOrder(DEAL), "shopper-" + i, 1));
        }
        topology.events();
        topology.pass(HOLD);
        topology.pass(Duration.ofMillis(100));
        topology.pass(Duration.ofMillis(100));
        List<OrderEvent> events = topology.events();
        assertThat(events).hasSize(5).allMatch(event -> event.getPayload() instanceof OrderCancelled);
        assertThat(events).extracting(OrderEvent::getCauseOffset).containsExactly(6L, 6L, 7L, 7L, 8L);
        assertThat(topology.sizeOf("holds")).isZero();
    }

    @Test
    void aConfirmedOrderIsLeftAlone() {
        OrderId order = topology.newOrder(DEAL);
        topology.send(place(order, "alice", 2));
        topology.send(confirm(order, "alice"));
        topology.events();
        topology.pass(HOLD.plusSeconds(5));
        assertThat(topology.events()).isEmpty();
    }
}
