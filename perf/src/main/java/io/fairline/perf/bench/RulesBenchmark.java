package io.fairline.perf.bench;

import io.fairline.processor.domain.Command;
import io.fairline.processor.domain.Deal;
import io.fairline.processor.domain.Event;
import io.fairline.processor.domain.Evolution;
import io.fairline.processor.domain.Line;
import io.fairline.processor.domain.Rules;
import io.fairline.processor.domain.State;
import io.fairline.processor.domain.Terms;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/** Decisions a second of the rules alone, on one core: no log, no store, no bytes. */
@org.openjdk.jmh.annotations.State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RulesBenchmark {

    private static final int DEAL_ID = 7;
    private static final long NOW_MILLIS = 1_700_000_000_000L;
    private static final List<Line> ONE_UNIT = List.of(new Line(DEAL_ID, 1));

    /** Whether there are units for every order, or none for any. */
    @Param({"1000000000", "1"})
    int stock;

    private Deal deal = Deal.unopened(DEAL_ID);
    private long number;

    /** Opens the deal, and sells it where there is but one unit. */
    @Setup(Level.Iteration)
    public void openDeal() {
        deal = Deal.unopened(DEAL_ID);
        decide(new Command.OpenDeal(new Terms("Bench", 10, 3_600, null), stock, "shop"));
        placeOrder();
    }

    /** One order: decided, and the deal as it is after that. */
    @Benchmark
    public Deal placeOrder() {
        number++;
        UUID orderId = new UUID(((long) DEAL_ID << 32) | 0x8000, number);
        return decide(new Command.PlaceOrder(orderId, "shopper", ONE_UNIT, number));
    }

    private Deal decide(Command command) {
        State state = new State(deal, List.of());
        for (Event event : Rules.decide(state, command, NOW_MILLIS)) {
            state = Evolution.evolve(state, event);
        }
        deal = state.deal();
        return deal;
    }
}
