package io.fairline.perf;

import io.fairline.perf.load.LoadSettings;
import io.fairline.perf.report.Figures;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** {@code make load-find-max}: the highest rate that is held, on one hot deal and on many. */
record FindMax(Options options, PrintStream out) {

    private static final double STEP_UP = 1.5;
    private static final double CLOSE_ENOUGH = 1.08;
    private static final int MOST_PROBES = 14;

    private record Found(int deals, OptionalInt rate) {}

    boolean run() {
        List<Found> found = new ArrayList<>();
        for (int deals : new int[] {1, options.number("MANY_DEALS", 100)}) {
            LoadVerbs verbs = new LoadVerbs(options, out).with(Map.of("DEALS", deals));
            try (MeasuredStack stack = MeasuredStack.open(options, verbs.stackSettings(), out)) {
                Measurement measurement = Measurement.of(stack.target(), options.number("SHOPPERS", 1_000), out);
                found.add(new Found(deals, search(verbs, measurement, deals)));
            }
        }
        for (Found one : found) {
            out.printf(
                    "%d %s: %s%n",
                    one.deals(),
                    one.deals() == 1 ? "hot deal" : "deals",
                    one.rate().isPresent()
                            ? "%,d orders a second held".formatted(one.rate().getAsInt())
                            : "no rate held");
        }
        return found.stream().allMatch(one -> one.rate().isPresent());
    }

    /** Short probes find about where it is; a long one must hold it. */
    private OptionalInt search(LoadVerbs verbs, Measurement measurement, int deals) {
        Duration probe = options.duration("PROBE", Duration.ofSeconds(15));
        Duration hold = options.duration("HOLD", Duration.ofSeconds(60));
        IntPredicate heldShortly = rate -> holds(verbs, measurement, deals, rate, probe);
        int highest = highestHeld(options.number("RATE", 4_000), heldShortly);
        for (int rate = highest; rate >= 100; rate = (int) (rate / CLOSE_ENOUGH)) {
            if (holds(verbs, measurement, deals, rate, hold)) {
                return OptionalInt.of(rate);
            }
        }
        return OptionalInt.empty();
    }

    private boolean holds(LoadVerbs verbs, Measurement measurement, int deals, int rate, Duration duration) {
        LoadSettings settings = verbs.settings(rate, duration);
        Figures figures = measurement.openLoop("find-max-%d-deals-%d".formatted(deals, rate), settings);
        boolean held = figures.held() && figures.fair();
        out.printf(
                "==> %,d/s on %d deal(s) for %d s: %s%n",
                rate, deals, duration.toSeconds(), held ? "held" : "not held");
        return held;
    }

    /** Up in steps until one fails (or down until one holds), then halves the gap until it is small. */
    static int highestHeld(int first, IntPredicate holds) {
        int held = 0;
        int failed = Integer.MAX_VALUE;
        int rate = first;
        for (int probes = 0; probes < MOST_PROBES; probes++) {
            if (holds.test(rate)) {
                held = rate;
            } else {
                failed = rate;
            }
            if (held > 0 && failed < Integer.MAX_VALUE && failed <= held * CLOSE_ENOUGH) {
                break;
            }
            rate = nextRate(held, failed);
        }
        return held;
    }

    private static int nextRate(int held, int failed) {
        if (failed == Integer.MAX_VALUE) {
            return (int) (held * STEP_UP);
        }
        return held == 0 ? Math.max(1, (int) (failed / STEP_UP)) : (int) (((long) held + failed) / 2);
    }
}
