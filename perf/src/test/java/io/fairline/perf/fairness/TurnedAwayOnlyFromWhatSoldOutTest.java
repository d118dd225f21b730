package io.fairline.perf.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.perf.fairness.Answer.TurnedAway;
import io.fairline.perf.fairness.Outcome.DealOpened;
import io.fairline.perf.fairness.Outcome.OrderCancelled;
import io.fairline.perf.fairness.Outcome.OrderReserved;
import io.fairline.schemas.events.CancellationReason;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Alice has the only unit and gives it back, which she sees; Bob is told that it is sold out. */
class TurnedAwayOnlyFromWhatSoldOutTest {

    private static final int DEAL = 7;
    private static final UUID ALICES = new UUID(DEAL, 1);
    private static final UUID CAROLS = new UUID(DEAL, 2);
    private static final long SEEN_NANOS = 1;

    private final List<Event> events = new ArrayList<>(List.of(
            event(1, new DealOpened(1, 1, 60, 0)),
            event(2, new OrderReserved(ALICES, "alice", 1, 1, 60_000)),
            event(3, new OrderCancelled(ALICES, 1, CancellationReason.BY_SHOPPER, false))));

    @Test
    void theGateMayHearOfItALittleLater() {
        assertThat(findingsWhenBobOrdersAfter(TimeUnit.SECONDS.toNanos(4))).isZero();
    }

    @Test
    void theGateHasToReopen() {
        assertThat(findingsWhenBobOrdersAfter(TimeUnit.SECONDS.toNanos(6))).isEqualTo(1);
    }

    @Test
    void whoComesAfterTheUnitWasTakenAgainMayBeTurnedAway() {
        events.add(event(4, new OrderReserved(CAROLS, "carol", 1, 2, 60_000)));

        assertThat(findingsWhenBobOrdersAfter(TimeUnit.SECONDS.toNanos(6))).isZero();
    }

    private long findingsWhenBobOrdersAfter(long nanos) {
        long sentNanos = SEEN_NANOS + nanos;
        Call bobs = new Call("bob", DEAL, 1, null, sentNanos, sentNanos + 1, new TurnedAway(409, TurnedAway.SOLD_OUT));
        Sighting alices = new Sighting("alice", ALICES, OrderStatus.CANCELLED, 3, SEEN_NANOS);
        return FairnessChecker.check(new History(
                        List.of(bobs),
                        List.of(),
                        events,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(alices),
                        false))
                .findings()
                .stream()
                .filter(finding -> finding.check().equals("TurnedAwayOnlyFromWhatSoldOut"))
                .findFirst()
                .orElseThrow()
                .count();
    }

    private static Event event(long sequence, Outcome outcome) {
        return new Event(new Position(0, sequence), DEAL, sequence, new Position(0, sequence), 0, 0, 0, 0, outcome);
    }
}
