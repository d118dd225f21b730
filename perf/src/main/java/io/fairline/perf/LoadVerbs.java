package io.fairline.perf;

import io.fairline.local.stack.PortPlan;
import io.fairline.local.stack.StackSettings;
import io.fairline.perf.load.LoadSettings;
import io.fairline.perf.report.Figures;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** {@code make load}, {@code load-order-overload} and {@code load-spike}. */
record LoadVerbs(Options options, PrintStream out) {

    private static final int SPIKE_FACTOR = 10;
    // A crowd has a connection each; an intake that lets all of them in at once would have nothing to shed.
    private static final int SPIKE_CONNECTIONS = 1_024;
    private static final String SPIKE_IN_FLIGHT = "256";
    // Two minutes' orders: a trained JVM that has had no load yet compiles about as long on two cores.
    private static final int MOST_WARM_UPS = 12;

    /** Open loop at RATE for DURATION. True where the run counts and kept the promise. */
    boolean load() {
        // Who says how long to warm up gets that, and no more.
        int mostWarmUps = options.text("WARM_UP", "").isEmpty() ? MOST_WARM_UPS : 1;
        LoadSettings settings =
                settings(options.number("RATE", 1_000), options.duration("DURATION", seconds(30)), mostWarmUps);
        try (MeasuredStack stack = MeasuredStack.open(options, stackSettings(), out)) {
            return Conditions.of(measurement(stack, settings).openLoop("load", settings))
                    .hold(out);
        }
    }

    /** NUM_USERS virtual users, MAX_VUS at a time, each ordering once and waiting for the decision. */
    boolean overload() {
        int users = options.number("NUM_USERS", 100);
        int atOnce = options.number("MAX_VUS", 100);
        int shoppers = Math.min(users, options.number("SHOPPERS", 1_000));
        LoadSettings settings = with(Map.of("SHOPPERS", shoppers, "CONNECTIONS", atOnce))
                .settings(1_000, options.duration("DURATION", Duration.ofMinutes(5)));
        try (MeasuredStack stack = MeasuredStack.open(options, stackSettings(), out)) {
            Figures figures = measurement(stack, settings).closedLoop("overload", settings, users, atOnce);
            return everyUserStarted(figures, users).hold(out);
        }
    }

    /** Ten seconds at ten times RATE, then quiet. What is shed must be shed in good order, and the line must drain. */
    boolean spike() {
        int rate = options.number("RATE", 1_500);
        LoadVerbs crowd = with(Map.of(
                "CONNECTIONS", options.number("CONNECTIONS", SPIKE_CONNECTIONS),
                "WARM_UP", 0,
                "DRAIN", options.text("DRAIN", "2m")));
        LoadSettings settings = crowd.settings(rate * SPIKE_FACTOR, options.duration("DURATION", seconds(10)));
        StackSettings narrow = stackSettings(Map.of("INTAKE_MAX_IN_FLIGHT", SPIKE_IN_FLIGHT));
        try (MeasuredStack stack = MeasuredStack.open(options, narrow, out)) {
            Measurement measurement = measurement(stack, settings);
            out.println("warming up at the rate it can take");
            boolean fairBefore = measurement
                    .openLoop("spike-warm-up", crowd.settings(rate, seconds(10)))
                    .fair();
            Figures figures = measurement.openLoop("spike", settings);
            out.printf(
                    "shed %,d with 503 and Retry-After, refused otherwise %,d; accepted %,d, of these lost %,d%n",
                    figures.shed(), figures.refusedOtherwise(), figures.accepted(), figures.lost());
            return shedInGoodOrder(figures)
                    .and(fairBefore, "the checker found violations in the warm-up")
                    .hold(out);
        }
    }

    /** The same verbs, but for these options, whatever the caller set. */
    LoadVerbs with(Map<String, ?> overrides) {
        return new LoadVerbs(options.with(overrides), out);
    }

    /** What RATE, DURATION and the others say, at the rate and for the time given. */
    LoadSettings settings(int rate, Duration duration) {
        return settings(rate, duration, 1);
    }

    private LoadSettings settings(int rate, Duration duration, int mostWarmUps) {
        Duration warmUp = options.duration("WARM_UP", seconds(10));
        long orders = rate * (mostWarmUps * warmUp.toSeconds() + duration.toSeconds());
        int deals = options.number("DEALS", 1);
        int quantity = options.number("QUANTITY", 1);
        // Enough for all, also where chance favours a deal, so that by default nobody is turned away.
        long plenty = (2 * orders / Math.max(1, deals) + 1_000) * Math.clamp(quantity, 1, 1_000);
        return new LoadSettings(
                rate,
                warmUp,
                mostWarmUps,
                duration,
                deals,
                options.number("STOCK", (int) Math.min(LoadSettings.MOST_STOCK, plenty)),
                quantity,
                options.number("HOLD_SECONDS", 3_600),
                options.number("SHOPPERS", 1_000),
                options.number("CONNECTIONS", 128),
                options.number("FOLLOWED", 100),
                options.number("CONFIRMED_PERCENT", 10),
                options.duration("DRAIN", seconds(60)),
                options.number("SEED", System.nanoTime() & 0xFFFF_FFFFL));
    }

    StackSettings stackSettings() {
        return stackSettings(Map.of());
    }

    private StackSettings stackSettings(Map<String, String> otherwise) {
        Map<String, String> environment = new HashMap<>(otherwise);
        for (String name : new String[] {"SOLD_OUT_GATE", "INTAKE_MAX_IN_FLIGHT"}) {
            String value = options.text(name, "");
            if (!value.isEmpty()) {
                environment.put(name, value);
            }
        }
        return StackSettings.oneOfEach()
                .withBrokers(options.number("BROKERS", 1))
                .withInstances(instances("INTAKES"), instances("PROCESSORS"), instances("PROJECTIONS"))
                .withServiceEnvironment(environment);
    }

    private int instances(String variable) {
        int count = options.number(variable, 1);
        if (count < 1 || count > PortPlan.MOST) {
            throw new IllegalArgumentException("%s is 1 to %d here: without one of each no order comes to its end"
                    .formatted(variable, PortPlan.MOST));
        }
        return count;
    }

    private Measurement measurement(MeasuredStack stack, LoadSettings settings) {
        return Measurement.of(stack.target(), settings.shoppers(), out);
    }

    /** A user who never began, because the time was up, is one that the run says nothing about. */
    static Conditions everyUserStarted(Figures figures, int users) {
        return Conditions.of(figures)
                .and(
                        figures.requested() == users,
                        "%,d of %,d users ordered before the time was up".formatted(figures.requested(), users));
    }

    /** In good order means that everybody knows: an answer that promises nothing is none of a service under control. */
    static Conditions shedInGoodOrder(Figures figures) {
        long otherwise = figures.refusedOtherwise();
        return Conditions.of(figures)
                .and(otherwise == 0, "%,d were refused without 503 and Retry-After".formatted(otherwise))
                .and(
                        figures.unknown() == 0,
                        "%,d have no answer, or one that promises nothing".formatted(figures.unknown()));
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
