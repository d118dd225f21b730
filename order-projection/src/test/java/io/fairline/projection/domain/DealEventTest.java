package io.fairline.projection.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which commands an event proves to be applied. */
class DealEventTest {

    private static final UUID ORDER = UUID.fromString("00000007-0000-8000-8000-000000000001");

    @Test
    void expiryProvesOnlyWhatStandsBeforeTheCommandThatEndedTheHold() {
        assertThat(event(cancelled("HOLD_EXPIRED")).appliedCommand()).isEqualTo(11);
    }

    @Test
    void answerProvesItsCommand() {
        assertThat(event(cancelled("BY_SHOPPER")).appliedCommand()).isEqualTo(12);
        assertThat(event(new Decision.DealClosed("shop")).appliedCommand()).isEqualTo(12);
        assertThat(event(new Decision.OrderCommandRefused(ORDER, "CONFIRM_ORDER", "alice", "HOLD_EXPIRED"))
                        .appliedCommand())
                .isEqualTo(12);
    }

    private static Decision cancelled(String reason) {
        return new Decision.OrderCancelled(ORDER, "alice", 2, reason, "clock");
    }

    private static DealEvent event(Decision decision) {
        return new DealEvent(7, 9, new Position(3, 12), Instant.EPOCH, new Counts(5, 3, 2), decision);
    }
}
