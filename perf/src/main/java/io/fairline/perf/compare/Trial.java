package io.fairline.perf.compare;

import io.fairline.local.Checkout;
import io.fairline.local.EndAtExit;
import io.fairline.local.Folders;
import io.fairline.local.LeftOvers;
import io.fairline.local.ServerFolder;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One contender, started afresh, alone on the machine: with each number of deals, how much it takes, and what it loses when
 * it is killed. Nobody is killed before all rates are found, since whoever has just been started is slow.
 */
record Trial(Entrant entrant, CompareSettings settings, long seed, PrintStream out) {

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final double FIRST_STEP = 1.5;
    private static final double LATER_STEP = RateSearch.CLOSE_ENOUGH; // three probes where nothing changed

    /**
     * What it came to.
     *
     * @param rateIsLowerBound whether the search ended without a rate close above that was too much
     */
    record Outcome(RateFigures rate, boolean rateIsLowerBound, KillFigures kill) {}

    /** By the number of deals: figures, or why there are none. What failed with one number says nothing of the others. */
    record Results(Map<Integer, Outcome> outcomes, Map<Integer, String> failures) {}

    /** @param heldBefore what was held in the round before, if there was one, by the number of deals and in the order to be taken */
    Results run(SequencedMap<Integer, OptionalInt> heldBefore) {
        ServerFolder folder = new ServerFolder(Checkout.find().root().resolve(Path.of("perf", "target", "compare")));
        LeftOvers.end(folder, GRACE); // of a comparison that was killed
        Folders.delete(folder.root());
        try (EndAtExit _ = EndAtExit.of(folder);
                Contender contender = start(folder);
                DealDesk desk = new DealDesk(contender)) {
            Requests requests = Requests.of(settings.shoppers(), contender.keys());
            return measure(new Visit(entrant, contender, desk, requests, settings, seed, out), heldBefore);
        } finally {
            LeftOvers.end(folder, GRACE);
        }
    }

    private Results measure(Visit visit, SequencedMap<Integer, OptionalInt> heldBefore) {
        Map<Integer, Integer> about = new WarmUp(visit).run(heldBefore);
        Map<Integer, String> failures = new LinkedHashMap<>();
        Map<Integer, RateSearch.Found<RateFigures>> rates = new LinkedHashMap<>();
        heldBefore.forEach((deals, held) -> {
            RateSearch.Start from = held.isPresent()
                    ? new RateSearch.Start(held.getAsInt(), LATER_STEP)
                    : new RateSearch.Start(about.getOrDefault(deals, settings.firstRate()), FIRST_STEP);
            search(visit, deals, from)
                    .ifPresentOrElse(found -> rates.put(deals, found), () -> failures.put(deals, "no rate was held"));
        });
        KillTrial killTrial = new KillTrial(visit);
        Map<Integer, Outcome> outcomes = new LinkedHashMap<>();
        rates.forEach((deals, found) -> {
            RateFigures rate = found.result();
            int perSecond = (int) (rate.requestedPerSecond() / 2);
            try {
                outcomes.put(deals, new Outcome(rate, found.isLowerBound(), killTrial.run(deals, perSecond)));
            } catch (IllegalStateException e) {
                failures.put(deals, String.valueOf(e.getMessage()));
            }
        });
        return new Results(outcomes, failures);
    }

    private Optional<RateSearch.Found<RateFigures>> search(Visit visit, int deals, RateSearch.Start from) {
        out.println(" " + entrant.with(deals));
        return new RateSearch<>(
                        perSecond -> probe(visit, deals, perSecond),
                        RateFigures::held,
                        RateFigures::generatorWasOnTime,
                        RateFigures::completedPerSecond)
                .highestHeld(from);
    }

    private RateFigures probe(Visit visit, int deals, int perSecond) {
        Visit.Phase phase = visit.ask(deals, perSecond, settings.warmUpSeconds(), settings.seconds());
        RateFigures figures = phase.figures();
        out.printf(
                "  %,6d/s asked: %,.0f/s completed, decided p99 %,.0f ms, growing by %.2f, %,.0f us CPU an order, %s%s: %s%n",
                perSecond,
                figures.completedPerSecond(),
                figures.decidedP99(),
                figures.growth(),
                figures.cpuMicrosPerOrder(),
                answersTo(phase.result().orders()),
                figures.lateShare() > 0.01 ? ", %.0f %% sent late".formatted(100 * figures.lateShare()) : "",
                figures.held() ? "held" : "not held");
        if (!figures.held()) {
            out.println("    " + phase.result().bySecond());
        }
        return figures;
    }

    /** How often each answer was given, the warm-up included. */
    private static Map<String, Long> answersTo(List<Placed> orders) {
        return orders.stream()
                .collect(Collectors.groupingBy(Placed::answerInWords, TreeMap::new, Collectors.counting()));
    }

    private Contender start(ServerFolder folder) {
        return entrant.isFairline()
                ? FairlineContender.start(entrant.instances(), folder)
                : BaselineContender.start(entrant.subject(), entrant.instances(), folder);
    }
}
