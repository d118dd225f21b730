package io.fairline.perf;

import io.fairline.perf.load.CompilerTime;
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
    private static final int MOST_WARM_UPS = 12;
    private static final int LEAST_RATE = 100;

    boolean run() {
        List<Search> searches = new ArrayList<>();
        for (int deals : new int[] {1, options.number("MANY_DEALS", 100)}) {
            LoadVerbs verbs = new LoadVerbs(options, out).with(Map.of("DEALS", deals));
            try (MeasuredStack stack = MeasuredStack.open(options, verbs.stackSettings(), out)) {
                Measurement measurement = Measurement.of(stack.target(), options.number("SHOPPERS", 1_000), out);
                Search search = new Search(verbs, measurement, deals);
                search.run();
                searches.add(search);
            }
        }
        searches.forEach(Search::print);
        return searches.stream().allMatch(Search::hasSucceeded);
    }

    /** Short probes find about where it is; a long one must hold it. */
    private final class Search {

        private final LoadVerbs verbs;
        private final Measurement measurement;
        private final int deals;
        // Also where a rate was not held: too much load is no excuse.
        private final List<Integer> unfairRates = new ArrayList<>();
        private OptionalInt highest = OptionalInt.empty();

        Search(LoadVerbs verbs, Measurement measurement, int deals) {
            this.verbs = verbs;
            this.measurement = measurement;
            this.deals = deals;
        }

        void run() {
            Duration probe = options.duration("PROBE", Duration.ofSeconds(15));
            Duration hold = options.duration("HOLD", Duration.ofSeconds(60));
            int first = options.number("RATE", 4_000);
            warmUp(first / 2, probe);
            int about = highestHeld(first, rate -> holds(rate, probe));
            for (int rate = about; rate >= LEAST_RATE; rate = (int) (rate / CLOSE_ENOUGH)) {
                if (holds(rate, hold)) {
                    highest = OptionalInt.of(rate);
                    return;
                }
            }
        }

        /** A JVM that has just started runs at a fraction of its speed, and what it does not hold then would end the search. */
        private void warmUp(int rate, Duration slice) {
            for (int slices = 0; slices < MOST_WARM_UPS; slices++) {
                long before = compilerMicros();
                holds(rate, slice);
                double cores = (compilerMicros() - before) * 1_000.0 / slice.toNanos();
                out.printf("warming up: compilers used %.2f cores%n", cores);
                if (cores < CompilerTime.MOST_CORES_WHEN_WARM) {
                    return;
                }
            }
            out.println("still compiling: what is held may be more than what is found");
        }

        private long compilerMicros() {
            return CompilerTime.micros(measurement.target().processes().get().values());
        }

        void print() {
            out.printf(
                    "%d %s: %s%n",
                    deals,
                    deals == 1 ? "hot deal" : "deals",
                    highest.isPresent() ? "%,d orders a second held".formatted(highest.getAsInt()) : "no rate held");
            unfairRates.forEach(rate -> out.printf("FAILED: the checker found violations at %,d/s%n", rate));
        }

        boolean hasSucceeded() {
            return highest.isPresent() && unfairRates.isEmpty();
        }

        private boolean holds(int rate, Duration duration) {
            LoadSettings settings = verbs.settings(rate, duration);
            Figures figures = measurement.openLoop("find-max-%d-deals-%d".formatted(deals, rate), settings);
            if (!figures.fair()) {
                unfairRates.add(rate);
            }
            boolean held = figures.held() && figures.fair();
            out.printf(
                    "==> %,d/s on %d deal(s) for %d s: %s%s%n",
                    rate,
                    deals,
                    duration.toSeconds(),
                    held ? "held" : "not held",
                    figures.run().generatorKeptUp() ? "" : " by the generator, whatever the product can do");
            return held;
        }
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
