package io.fairline.perf.compare;

import io.fairline.local.Checkout;
import io.fairline.local.Folders;
import io.fairline.local.LeftOvers;
import io.fairline.local.ServerFolder;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * One contender, started afresh, alone on the machine: with each number of deals, how much it takes, and what it loses when
 * it is killed. Nobody is killed before all rates are found, since whoever has just been started is slow.
 */
record Trial(Entrant entrant, CompareSettings settings, long seed, PrintStream out) {

    // Long enough for a service to restore its state; whatever comes in between begins the wait anew.
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 500;
    static final int MOST_PHASES_AFTER_KILL = 6;
    static final int WARM_UP_SLICE_SECONDS = 6;
    private static final int LEAST_WARM_UP_SLICES = 4;
    private static final int MOST_WARM_UP_SLICES = 36;
    static final double MOST_CORES_COMPILING = 0.2;
    private static final double FIRST_STEP = 1.5;
    private static final double LATER_STEP = RateSearch.CLOSE_ENOUGH; // three probes where nothing changed
    // Units for each order that is expected: for all of them, chance included, or for too few.
    private static final double PLENTY = 2.0;
    static final double STOCK_SHARE_WHEN_KILLED = 0.6;

    /** What it came to. */
    record Outcome(RateFigures rate, KillFigures kill) {}

    /** @param heldBefore what was held in the round before, if there was one, by the number of deals and in the order to be taken */
    Map<Integer, Outcome> run(SequencedMap<Integer, OptionalInt> heldBefore) {
        ServerFolder folder = new ServerFolder(Checkout.find().root().resolve(Path.of("perf", "target", "compare")));
        endAll(folder, GRACE); // of a comparison that was killed
        Folders.delete(folder.root());
        Thread atExit = new Thread(() -> endAll(folder, Duration.ZERO), "end-contender");
        Runtime.getRuntime().addShutdownHook(atExit);
        try (Contender contender = start(folder);
                DealDesk desk = new DealDesk(contender)) {
            Requests requests = Requests.of(settings.shoppers(), contender.keys());
            Map<Integer, Integer> about = warmUp(contender, desk, requests, heldBefore);
            Map<Integer, RateFigures> rates = new LinkedHashMap<>();
            heldBefore.forEach((deals, held) -> {
                RateSearch.Start from = held.isPresent()
                        ? new RateSearch.Start(held.getAsInt(), LATER_STEP)
                        : new RateSearch.Start(about.getOrDefault(deals, settings.firstRate()), FIRST_STEP);
                rates.put(deals, search(contender, desk, requests, deals, from));
            });
            Map<Integer, Outcome> outcomes = new LinkedHashMap<>();
            rates.forEach((deals, rate) ->
                    outcomes.put(deals, new Outcome(rate, kill(contender, desk, requests, deals, (int)
                            (rate.requestedPerSecond() / 2)))));
            return outcomes;
        } finally {
            endAll(folder, GRACE);
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }

    private RateFigures search(
            Contender contender, DealDesk desk, Requests requests, int deals, RateSearch.Start from) {
        out.println(" " + entrant.with(deals));
        return new RateSearch<>(
                        perSecond -> probe(contender, desk, requests, deals, perSecond),
                        RateFigures::held,
                        RateFigures::completedPerSecond)
                .highestHeld(from)
                .orElseThrow(() -> new IllegalStateException("no rate was held with %d deals".formatted(deals)));
    }

    /** A stack marks its folder with the process that runs it: that is this one, which is not to be ended. */
    private static void endAll(ServerFolder folder, Duration grace) {
        long self = ProcessHandle.current().pid();
        LeftOvers.in(folder).stream()
                .filter(one -> one.process().pid() == self)
                .forEach(one -> folder.unmarkRunning(one.name()));
        LeftOvers.end(folder, grace);
    }

    private Contender start(ServerFolder folder) {
        return entrant.isFairline()
                ? FairlineContender.start(entrant.instances(), folder)
                : BaselineContender.start(entrant.subject(), entrant.instances(), folder);
    }

    /**
     * A JVM that has just started runs at a fraction of its speed: nobody's orders count until the compilers have little left
     * to do. With each number of deals in turn, since one deal keeps one of several instances busy.
     *
     * @return about what it takes, by the number of deals: where a search may begin
     */
    private Map<Integer, Integer> warmUp(
            Contender contender, DealDesk desk, Requests requests, SequencedMap<Integer, OptionalInt> heldBefore) {
        Map<Integer, Integer> about = new LinkedHashMap<>();
        heldBefore.forEach((deals, held) -> about.put(deals, held.orElse(settings.firstRate())));
        List<Integer> numbers = List.copyOf(about.keySet());
        double compiling = MOST_CORES_COMPILING;
        for (int slice = 0;
                slice < LEAST_WARM_UP_SLICES || (compiling >= MOST_CORES_COMPILING && slice < MOST_WARM_UP_SLICES);
                slice++) {
            int deals = numbers.get(slice % numbers.size());
            // Who is cold takes next to nothing, and learns nothing from being asked for that.
            int rate = Math.max(settings.firstRate(), about.getOrDefault(deals, 0));
            long before = CompilerTime.micros(contender.processes().values());
            long startNanos = System.nanoTime();
            RateFigures figures = warmUpSlice(contender, desk, requests, deals, rate);
            long elapsedMicros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startNanos);
            compiling = (CompilerTime.micros(contender.processes().values()) - before) / (double) elapsedMicros;
            double taken = figures.held() ? rate * FIRST_STEP : Math.min(rate, figures.completedPerSecond());
            about.put(deals, (int) taken);
            out.printf(
                    "  warming up, deals %d, %,6d/s asked: %,.0f/s completed, decided p99 %,.0f ms, compilers use %.2f cores%n",
                    deals, rate, figures.completedPerSecond(), figures.decidedP99(), compiling);
        }
        return about;
    }

    private RateFigures warmUpSlice(Contender contender, DealDesk desk, Requests requests, int deals, int perSecond) {
        LoadPhase.Plan plan = plan(deals, perSecond, 0, WARM_UP_SLICE_SECONDS, desk, PLENTY);
        try (LoadPhase phase = new LoadPhase(contender, requests, plan, Map::of)) {
            LoadPhase.Result result = phase.run();
            RateFigures figures = RateFigures.of(result, Rows.of(contender, plan.deals()), WARM_UP_SLICE_SECONDS);
            awaitDecided(contender, plan.deals(), result.orders());
            return figures;
        }
    }

    private RateFigures probe(Contender contender, DealDesk desk, Requests requests, int deals, int perSecond) {
        LoadPhase.Plan plan = plan(deals, perSecond, settings.warmUpSeconds(), settings.seconds(), desk, PLENTY);
        try (LoadPhase phase = new LoadPhase(contender, requests, plan, contender::processes)) {
            LoadPhase.Result result = phase.run();
            RateFigures figures = RateFigures.of(result, Rows.of(contender, plan.deals()), settings.seconds());
            out.printf(
                    "  %,6d/s asked: %,.0f/s completed, decided p99 %,.0f ms, growing by %.2f, %,.0f us CPU an order, %s%s: %s%n",
                    perSecond,
                    figures.completedPerSecond(),
                    figures.decidedP99(),
                    figures.growth(),
                    figures.cpuMicrosPerOrder(),
                    answersTo(result.orders()),
                    figures.lateShare() > 0.01 ? ", %.0f %% sent late".formatted(100 * figures.lateShare()) : "",
                    figures.held() ? "held" : "not held");
            if (!figures.held()) {
                out.println("    " + result.bySecond());
            }
            awaitDecided(contender, plan.deals(), result.orders());
            return figures;
        }
    }

    /** At half the rate, with too little stock for all, killed after a third, started again and asked for all that is left. */
    private KillFigures kill(Contender contender, DealDesk desk, Requests requests, int deals, int perSecond) {
        LoadPhase.Plan plan = plan(deals, perSecond, 0, settings.seconds(), desk, STOCK_SHARE_WHEN_KILLED);
        int stock = stockOfEach(deals, perSecond * settings.seconds(), STOCK_SHARE_WHEN_KILLED);
        List<Placed> orders = new ArrayList<>();
        long killedNanos;
        try (LoadPhase phase = new LoadPhase(contender, requests, plan, Map::of)) {
            FutureTask<Long> killing = new FutureTask<>(() -> {
                // Early enough that not all is sold by then, also where it takes a while to die.
                DealDesk.pause(TimeUnit.SECONDS.toMillis(settings.seconds()) / 3);
                contender.kill();
                return System.nanoTime();
            });
            FutureTask<Boolean> restarting = new FutureTask<>(contender::restart, true);
            Thread.ofPlatform().name("killer").start(() -> {
                killing.run();
                restarting.run();
            });
            orders.addAll(phase.run().orders());
            killedNanos = resultOf(killing);
            // Whoever is left may sell the rest meanwhile, and be asked for no more.
            phase.awaitDecisionAfter(killedNanos, LONGEST_SILENCE);
            resultOf(restarting);
        }
        Requests again = requests;
        // Nobody is waited for yet: what comes back is asked again at once, to see when it decides.
        for (int more = 0;
                more < MOST_PHASES_AFTER_KILL
                        && !showsAll(orders, Rows.of(contender, plan.deals()), plan.deals(), killedNanos);
                more++) {
            again = again.withOtherKeys();
            try (LoadPhase phase = new LoadPhase(contender, again, plan, Map::of)) {
                orders.addAll(phase.run().orders());
                phase.awaitDecisionAfter(killedNanos, LONGEST_SILENCE);
            }
        }
        List<Row> rows = awaitDecided(contender, plan.deals(), orders);
        KillFigures figures = KillFigures.of(orders, rows, plan.deals(), stock, killedNanos);
        out.println("  %s, killed at %,d/s: %s".formatted(entrant.with(deals), perSecond, figures));
        return figures;
    }

    /** Whether it is known how long the kill was felt, and of every deal how much was sold. */
    private static boolean showsAll(List<Placed> orders, List<Row> rows, List<Integer> deals, long killedNanos) {
        return KillFigures.isDecidedAfter(orders, killedNanos)
                && KillFigures.soldOut(orders, rows, deals).size() == deals.size();
    }

    /** How often each answer was given, the warm-up included. */
    private static Map<String, Long> answersTo(List<Placed> orders) {
        return orders.stream()
                .collect(Collectors.groupingBy(Placed::answerInWords, TreeMap::new, Collectors.counting()));
    }

    private LoadPhase.Plan plan(
            int deals, int perSecond, int warmUpSeconds, int seconds, DealDesk desk, double stockShare) {
        int stock = stockOfEach(deals, perSecond * (warmUpSeconds + seconds), stockShare);
        return new LoadPhase.Plan(
                desk.open(deals, stock), perSecond, warmUpSeconds, seconds, settings.connections(), seed);
    }

    private static int stockOfEach(int deals, int orders, double share) {
        return (int) (orders * share / deals) + 1;
    }

    /** The rows, once every accepted order has one, or no more of them come. */
    private static List<Row> awaitDecided(Contender contender, List<Integer> deals, List<Placed> orders) {
        int before = -1;
        long silentSince = System.nanoTime();
        while (true) {
            List<Row> rows = Rows.of(contender, deals);
            Set<UUID> decided = new HashSet<>();
            rows.forEach(row -> decided.add(row.id()));
            boolean all = orders.stream().allMatch(order -> order.id == null || decided.contains(order.id));
            if (all || System.nanoTime() - silentSince > LONGEST_SILENCE.toNanos()) {
                return rows;
            }
            if (rows.size() > before) {
                before = rows.size();
                silentSince = System.nanoTime();
            }
            DealDesk.pause(PAUSE_MILLIS);
        }
    }

    private static <T> T resultOf(FutureTask<T> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("not back after the kill: " + e.getCause(), e);
        }
    }
}
