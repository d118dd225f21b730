package io.fairline.perf.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.perf.fairness.Answer.Accepted;
import io.fairline.perf.fairness.Answer.Unknown;
import io.fairline.perf.fairness.Request.PlaceOrder;
import io.fairline.schemas.commands.Authority;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Bob's first attempt got no answer but stands in the line; then Alice ordered; then Bob tried again. */
class RealTimeOrderKeptTest {

    private static final int DEAL = 7;
    private static final UUID ALICES = UUID.randomUUID();
    private static final UUID BOBS = UUID.randomUUID();

    private static final Call LOST = new Call("bob", DEAL, 1, "key", 0, 5, new Unknown(null));
    private static final Call ALICE =
            new Call("alice", DEAL, 1, null, 10, 20, new Accepted(ALICES, new Position(0, 5)));
    private static final Call RETRY = new Call("bob", DEAL, 1, "key", 30, 40, new Accepted(BOBS, new Position(0, 6)));

    @Test
    void aRetryStandsWhereItsFirstAttemptDoes() {
        assertThat(overtaken(List.of(LOST, ALICE, RETRY))).isZero();
    }

    @Test
    void withoutAnEarlierAttemptTheSameLineIsUnfair() {
        assertThat(overtaken(List.of(ALICE, RETRY))).isEqualTo(1);
    }

    private static long overtaken(List<Call> calls) {
        List<Command> line = List.of(placed(4, BOBS, "bob"), placed(5, ALICES, "alice"), placed(6, BOBS, "bob"));
        return FairnessChecker.check(new History(
                        calls, line, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false))
                .fifoViolations();
    }

    private static Command placed(long offset, UUID orderId, String shopper) {
        return new Command(
                new Position(0, offset), DEAL, shopper, Authority.SHOPPER, offset, new PlaceOrder(orderId, 1));
    }
}
