package io.fairline.perf.compare;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A contender that runs, and what it takes to send it orders. */
record Visit(
        Entrant entrant,
        Contender contender,
        DealDesk desk,
        Requests requests,
        CompareSettings settings,
        long seed,
        PrintStream out) {

    // Long enough for a service to restore its state; whatever comes in between begins the wait anew.
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 500;
    // Units for each order that is expected: enough for all of them, chance included.
    private static final double PLENTY = 2.0;

    /** What was sent at one rate, and what it came to. */
    record Phase(LoadPhase.Result result, RateFigures figures) {}

    /**
     * Sends orders for new deals that have enough for all, and returns once no more decisions come.
     *
     * @param warmUpSeconds that do not count, before the seconds that do
     */
    Phase ask(int deals, int perSecond, int warmUpSeconds, int seconds) {
        int stock = stockOfEach(deals, perSecond * (warmUpSeconds + seconds), PLENTY);
        LoadPhase.Plan plan = plan(desk.open(deals, stock), perSecond, warmUpSeconds, seconds);
        try (LoadPhase phase = new LoadPhase(contender, requests, plan, contender::processes)) {
            LoadPhase.Result result = phase.run();
            RateFigures figures = RateFigures.of(result, Rows.of(contender, plan.deals()), seconds);
            awaitDecided(plan.deals(), result.orders());
            return new Phase(result, figures);
        }
    }

    LoadPhase.Plan plan(List<Integer> deals, int perSecond, int warmUpSeconds, int seconds) {
        return new LoadPhase.Plan(deals, perSecond, warmUpSeconds, seconds, settings.connections(), seed);
    }

    /** @param share units for each order that is expected */
    static int stockOfEach(int deals, int orders, double share) {
        return (int) (orders * share / deals) + 1;
    }

    /** The rows, once every accepted order has one, or no more of them come. */
    List<Row> awaitDecided(List<Integer> deals, List<Placed> orders) {
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
}
