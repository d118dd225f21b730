package io.fairline.perf.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** With too little stock for all a contender is killed after a third of the time, started again and asked for all that is left. */
record KillTrial(Visit visit) {

    static final double STOCK_SHARE = 0.6;
    static final int MOST_PHASES_AFTER_KILL = 6;

    KillFigures run(int deals, int perSecond) {
        int seconds = visit.settings().seconds();
        int stock = Visit.stockOfEach(deals, perSecond * seconds, STOCK_SHARE);
        LoadPhase.Plan plan = visit.plan(visit.desk().open(deals, stock), perSecond, 0, seconds);
        List<Placed> orders = new ArrayList<>();
        long killedNanos = killInTheMiddle(plan, orders);
        sellTheRest(plan, orders, killedNanos);
        List<Row> rows = visit.awaitDecided(plan.deals(), orders);
        KillFigures figures = KillFigures.of(orders, rows, plan.deals(), stock, killedNanos);
        visit.out()
                .println("  %s, killed at %,d/s: %s".formatted(visit.entrant().with(deals), perSecond, figures));
        return figures;
    }

    /** Returns when it was dead, once it runs again. */
    private long killInTheMiddle(LoadPhase.Plan plan, List<Placed> orders) {
        Contender contender = visit.contender();
        try (LoadPhase phase = new LoadPhase(contender, visit.requests(), plan, Map::of)) {
            FutureTask<Long> killing = new FutureTask<>(() -> {
                // Early enough that not all is sold by then, also where it takes a while to die.
                DealDesk.pause(TimeUnit.SECONDS.toMillis(plan.seconds()) / 3);
                contender.kill();
                return System.nanoTime();
            });
            FutureTask<Boolean> restarting = new FutureTask<>(contender::restart, true);
            Thread.ofPlatform().name("killer").start(() -> {
                killing.run();
                restarting.run();
            });
            orders.addAll(phase.run().orders());
            long killedNanos = resultOf(killing);
            // Whoever is left may sell the rest meanwhile, and be asked for no more.
            phase.awaitDecisionAfter(killedNanos, Visit.LONGEST_SILENCE);
            resultOf(restarting);
            return killedNanos;
        }
    }

    /** Nobody is waited for: what comes back is asked again at once, to see when it decides. */
    private void sellTheRest(LoadPhase.Plan plan, List<Placed> orders, long killedNanos) {
        Requests again = visit.requests();
        for (int more = 0; more < MOST_PHASES_AFTER_KILL && !showsAll(orders, plan.deals(), killedNanos); more++) {
            again = again.withOtherKeys();
            try (LoadPhase phase = new LoadPhase(visit.contender(), again, plan, Map::of)) {
                orders.addAll(phase.run().orders());
                phase.awaitDecisionAfter(killedNanos, Visit.LONGEST_SILENCE);
            }
        }
    }

    /** Whether it is known how long the kill was felt, and of every deal how much was sold. */
    private boolean showsAll(List<Placed> orders, List<Integer> deals, long killedNanos) {
        List<Row> rows = Rows.of(visit.contender(), deals);
        return KillFigures.isDecidedAfter(orders, killedNanos)
                && KillFigures.soldOut(orders, rows, deals).size() == deals.size();
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
