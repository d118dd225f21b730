package io.fairline.perf;

import io.fairline.local.StartFailure;
import java.io.PrintStream;

/** The entry point of all verbs. Exit code 0: it was measured and the promise was kept; 1: not; 2: not understood. */
public final class Perf {

    private Perf() {}

    /** Takes the verb; everything else comes from the environment. */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        Options options = new Options(System.getenv());
        String verb = arguments.length == 0 ? "" : arguments[0];
        try {
            System.exit(run(verb, options, out) ? 0 : 1);
        } catch (StartFailure | IllegalArgumentException e) {
            out.println(e.getMessage());
            System.exit(2);
        }
    }

    private static boolean run(String verb, Options options, PrintStream out) {
        return switch (verb) {
            case "train" -> Training.here(out).run();
            case "load" -> new LoadVerbs(options, out).load();
            case "load-order-overload" -> new LoadVerbs(options, out).overload();
            case "load-spike" -> new LoadVerbs(options, out).spike();
            case "load-find-max" -> new FindMax(options, out).run();
            case "load-fifo-test" -> new FifoRun(options, out).run();
            case "bench-processor" -> new Benches(options, out).processor();
            case "bench-projection" -> new Benches(options, out).projection();
            default -> throw new IllegalArgumentException("no such verb: '%s'; `make` lists them".formatted(verb));
        };
    }
}
