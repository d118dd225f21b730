package io.fairline.perf;

import io.fairline.local.stack.LocalStack;
import io.fairline.local.stack.ServiceKind;
import io.fairline.local.stack.ServiceProcess;
import io.fairline.local.stack.StackSettings;
import io.fairline.perf.load.Busiest;
import io.fairline.perf.load.LoadSettings;
import io.fairline.perf.load.OrderBook;
import io.fairline.perf.report.Figures;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** {@code make load-fifo-test}: the line is kept, with few orders to the eye and with many to the checker. */
record FifoRun(Options options, PrintStream out) {

    private static final int USERS = 20;
    private static final int UNITS = 10;
    private static final long HEAVY_ORDERS = 200_000;
    private static final double LEAST_ACCEPTED = 0.9;
    static final int RATE = 3_000;
    // So long that nine of ten orders are still as many as are wanted.
    static final Duration DURATION = Duration.ofSeconds(75);
    private static final int CONNECTIONS = 8;
    private static final int INTAKES = 2;
    private static final int PROCESSORS = 3;

    boolean run() {
        // Ten JVMs that compile on two cores keep everybody waiting for a minute, the generator too.
        Training.here(out).run();
        boolean light;
        try (MeasuredStack stack = start()) {
            light = light(stack);
        }
        List<Boolean> heavy = new ArrayList<>();
        for (int deals : new int[] {1, options.number("MANY_DEALS", 50)}) {
            try (MeasuredStack stack = start()) {
                heavy.add(heavy(stack, deals));
            }
        }
        return light && heavy.stream().allMatch(kept -> kept);
    }

    /** Each user sends when the one before has its 202: the first ten must win and nobody else. */
    private boolean light(MeasuredStack stack) {
        LoadSettings settings = new LoadVerbs(options, out)
                .with(Map.of(
                        "DEALS", 1,
                        "STOCK", UNITS,
                        "SHOPPERS", USERS,
                        // A cancelled unit would go to the eleventh, and rightly so.
                        "CONFIRMED_PERCENT", 0,
                        "CONNECTIONS", CONNECTIONS))
                .settings(100, Duration.ofMinutes(1));
        Figures figures = Measurement.of(stack.target(), USERS, out).queue("fifo-light", settings, USERS);
        OrderBook book = figures.run().book();
        List<Integer> winners = IntStream.range(0, book.size())
                .filter(book::won)
                .map(order -> order + 1)
                .boxed()
                .toList();
        out.printf("winners: %s%n", winners);
        boolean firstTen =
                winners.equals(IntStream.rangeClosed(1, UNITS).boxed().toList());
        return firstTen && figures.rejected() == USERS - UNITS && figures.fair();
    }

    /** Two hundred thousand orders or more, while processors come and go. */
    private boolean heavy(MeasuredStack stack, int deals) {
        LocalStack own = stack.own();
        int rate = options.number("RATE", RATE);
        Duration duration = options.duration("DURATION", DURATION);
        LoadSettings settings = new LoadVerbs(options, out)
                .with(Map.of("DEALS", deals, "WARM_UP", 0, "CONNECTIONS", CONNECTIONS, "DRAIN", "2m"))
                .settings(rate, duration);
        Measurement measurement = Measurement.of(stack.target(), settings.shoppers(), out);
        Duration quarter = settings.duration().dividedBy(4);
        Disturbance disturbance = new Disturbance(out)
                .then(quarter, "a processor is added", () -> own.add(ServiceKind.PROCESSOR))
                .then(
                        quarter.multipliedBy(2),
                        "a processor is killed with -9",
                        () -> busiestProcessor(own).kill())
                .then(
                        quarter.multipliedBy(3),
                        "a processor is stopped",
                        () -> busiestProcessor(own).stop());
        Figures figures;
        try (Disturbance _ = disturbance.start()) {
            figures = measurement.openLoop("fifo-heavy-%d-deals".formatted(deals), settings);
        }
        disturbance.failures().forEach(out::println);
        out.printf(
                "%,d orders accepted on %d deal(s), %s%n",
                figures.accepted(), deals, figures.fair() ? "all fair" : "NOT FAIR");
        long least = leastAccepted(rate, duration);
        if (figures.accepted() < least) {
            out.printf("too few to show anything: at least %,d were to be accepted%n", least);
        }
        boolean kept = Conditions.of(figures).hold(out);
        return kept && disturbance.failures().isEmpty() && figures.accepted() >= least;
    }

    /** Whoever asks for less, by RATE or DURATION, is content with less. */
    static long leastAccepted(int rate, Duration duration) {
        return Math.min(HEAVY_ORDERS, (long) (rate * duration.toSeconds() * LEAST_ACCEPTED));
    }

    /** With one deal that is the one which decides it: to lose one of the others would show little. */
    private static ServiceProcess busiestProcessor(LocalStack stack) {
        return Busiest.of(stack.services(ServiceKind.PROCESSOR), ServiceProcess::pid);
    }

    /** Without the gate: every order shall be decided. */
    private MeasuredStack start() {
        return MeasuredStack.start(
                StackSettings.oneOfEach()
                        .withInstances(INTAKES, PROCESSORS, 1)
                        .withoutNewCaches()
                        .withServiceEnvironment(Map.of("SOLD_OUT_GATE", "false")),
                out);
    }
}
