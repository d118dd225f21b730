package io.fairline.perf.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * With too little stock for all a contender is killed after about a third of the time and started again. What had no answer is asked
 * again with its key, and then orders come until nothing more is sold: nobody is measured by where the load stopped.
 */
record KillTrial(Visit visit) {

    static final double STOCK_SHARE = 0.6;
    static final int MOST_PHASES_AFTER_KILL = 6;

    KillFigures run(int deals, int perSecond) {
        int seconds = visit.settings().seconds();
        int stock = Visit.stockOfEach(deals, perSecond * seconds, STOCK_SHARE);
        LoadPhase.Plan plan = visit.plan(visit.desk().open(deals, stock), perSecond, 0, seconds);
        List<Placed> orders = new ArrayList<>();
        long killedNanos = killInTheMiddle(plan, orders);
        sellTheRest(plan, stock, orders, killedNanos);
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
                long killedNanos = System.nanoTime();
                phase.followEachDealFrom(killedNanos);
                return killedNanos;
            });
            FutureTask<Boolean> restarting = new FutureTask<>(contender::restart, true);
            Thread.ofPlatform().name("killer").start(() -> {
                killing.run();
                restarting.run();
            });
            orders.addAll(phase.run().orders());
            long killedNanos = resultOf(killing);
            // Whoever is left may sell the rest meanwhile, and be asked for no more.
            phase.awaitDecisionsAfter(killedNanos, Visit.LONGEST_SILENCE);
            resultOf(restarting);
            phase.retryUnknown();
            return killedNanos;
        }
    }

    /** Nobody is waited for: what comes back is asked again at once, to see when it decides. */
    private void sellTheRest(LoadPhase.Plan plan, int stockOfEach, List<Placed> orders, long killedNanos) {
        Requests again = visit.requests();
        List<Row> rows = Rows.of(visit.contender(), plan.deals());
        boolean sells = true;
        for (int more = 0; more < MOST_PHASES_AFTER_KILL; more++) {
            boolean mayHaveMore =
                    sells && unitsSold(rows) < (long) stockOfEach * plan.deals().size();
            if (!mayHaveMore && showsAll(orders, rows, plan.deals(), killedNanos)) {
                return;
            }
            again = again.withOtherKeys();
            List<Placed> asked;
            try (LoadPhase phase = new LoadPhase(visit.contender(), again, plan, Map::of)) {
                phase.followEachDealFrom(killedNanos);
                asked = phase.run().orders();
                phase.awaitDecisionsAfter(killedNanos, Visit.LONGEST_SILENCE);
            }
            orders.addAll(asked);
            long soldBefore = unitsSold(rows);
            rows = visit.awaitDecided(plan.deals(), asked);
            sells = unitsSold(rows) > soldBefore;
        }
    }

    private static long unitsSold(List<Row> rows) {
        return rows.stream().filter(Row::won).mapToLong(Row::quantity).sum();
    }

    /** Whether it is known how long the kill was felt, and of every deal how much was sold. */
    private static boolean showsAll(List<Placed> orders, List<Row> rows, List<Integer> deals, long killedNanos) {
        return KillFigures.allDecideAgain(orders, killedNanos)
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
