package io.fairline.processor.topology;

import static io.fairline.processor.topology.TopologyFixture.cancel;
import static io.fairline.processor.topology.TopologyFixture.open;
import static io.fairline.processor.topology.TopologyFixture.place;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.schemas.OrderId;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The processor's clock is ahead of the log's: it runs ahead, or a command has waited. */
class ClocksApartTest {

    private static final int DEAL = 7;
    private static final Duration HOLD = Duration.ofSeconds(TopologyFixture.HOLD_SECONDS);

    private final SplittableRandom random = new SplittableRandom(1);
    private final DeciderFixture decider = new DeciderFixture();

    @AfterEach
    void stop() {
        decider.close();
    }

    @Test
    void anOrderThatIsCancelledDoesNotMakeTheClockAskAgainAtOnce() {
        OrderId given = newOrder();
        decider.send(open(DEAL, 10));
        decider.send(place(newOrder(), "alice", 1));
        decider.send(place(given, "bob", 1));
        decider.pass(HOLD);
        decider.ring();
        assertThat(decider.alarmRingsAfter()).isEqualTo(DeciderFixture.TICK_RETRY);
        decider.send(cancel(given, "bob"));
        assertThat(decider.alarmRingsAfter()).isEqualTo(DeciderFixture.TICK_RETRY);
    }

    @Test
    void aHoldLastsNoLongerWhereItsOrderWaitedAmidABatch() {
        Duration forTheRegistry = Duration.ofSeconds(50);
        decider.send(open(DEAL, 10));
        decider.pass(forTheRegistry);
        decider.send(place(newOrder(), "alice", 1));
        assertThat(decider.alarmRingsAfter()).isEqualTo(HOLD.minus(forTheRegistry));
        assertThat(decider.waits()).containsExactly(Duration.ZERO, forTheRegistry);
    }

    private OrderId newOrder() {
        return OrderId.random(DEAL, random);
    }
}
