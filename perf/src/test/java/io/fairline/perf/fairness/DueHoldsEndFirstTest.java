package io.fairline.perf.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.perf.fairness.Outcome.OrderCancelled;
import io.fairline.perf.fairness.Outcome.OrderReserved;
import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.events.CancellationReason;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** 600 holds are due at once; the clock asks twice. */
class DueHoldsEndFirstTest {

    private static final int DEAL = 7;
    private static final int HOLDS = 600;
    private static final long DUE_MILLIS = 1_000;

    private final List<Command> commands = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    @Test
    void aCommandThatEndedAsManyAsItMayLeavesTheRestToTheNext() {
        assertThat(findingsWhereTheFirstTickEnds(500)).isZero();
    }

    @Test
    void aCommandThatStoppedBeforeThatLeftHoldsThatWereDue() {
        assertThat(findingsWhereTheFirstTickEnds(499)).isEqualTo(HOLDS - 499);
    }

    private long findingsWhereTheFirstTickEnds(int ended) {
        for (int order = 0; order < HOLDS; order++) {
            add(0, new Request.PlaceOrder(id(order), 1));
            decide(new OrderReserved(id(order), "alice", 1, order + 1, DUE_MILLIS));
        }
        add(DUE_MILLIS, new Request.ExpireHolds());
        expire(0, ended);
        add(DUE_MILLIS + 1, new Request.ExpireHolds());
        expire(ended, HOLDS);
        return FairnessChecker.check(new History(
                        List.of(), commands, events, List.of(), List.of(), List.of(), List.of(), List.of(), false))
                .findings()
                .stream()
                .filter(finding -> finding.check().equals("DueHoldsEndFirst"))
                .findFirst()
                .orElseThrow()
                .count();
    }

    private void expire(int from, int to) {
        for (int order = from; order < to; order++) {
            decide(new OrderCancelled(id(order), 1, CancellationReason.HOLD_EXPIRED, false));
        }
    }

    private void add(long appendedAtMillis, Request request) {
        commands.add(new Command(
                new Position(0, commands.size()), DEAL, "alice", Authority.SHOPPER, appendedAtMillis, request));
    }

    private void decide(Outcome outcome) {
        Command cause = commands.getLast();
        Position at = new Position(0, events.size());
        events.add(new Event(at, DEAL, events.size() + 1, cause.at(), cause.appendedAtMillis(), 0, 0, 0, outcome));
    }

    private static UUID id(int order) {
        return new UUID(DEAL, order);
    }
}
