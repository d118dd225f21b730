package io.fairline.perf.fairness;

import java.util.ArrayList;
import java.util.List;

/** Runs every check over a history. */
public final class FairnessChecker {

    private static final List<Check> CHECKS = List.of(
            new RealTimeOrderKept(),
            new DecisionsFollowTheLine(),
            new AcceptedIsWhatWasAsked(),
            new EveryAcceptedOrderDecidedOnce(),
            new NoOrderDecidedTwice(),
            new EveryCommandAnsweredOnce(),
            new NothingDecidedUnasked(),
            new UnknownOutcomeAtMostOnce(),
            new RetryIsTheSameOrder(),
            new TwoPurchasesAreTwoOrders(),
            new StockConserved(),
            new NeverOversold(),
            new NobodyRejectedWhileUnitsWereFree(),
            new TurnedAwayOnlyFromWhatSoldOut(),
            new RejectedForTheStatedReason(),
            new OnlyLegalTransitions(),
            new RefusedForTheStatedReason(),
            new HoldsLastUntilTheirDeadline(),
            new DueHoldsEndFirst(),
            new SequenceHasNoGaps(),
            new NoStatusGoesBack(),
            new NoStatusInvented());
    // They would find nothing in rows that nobody read, and must not be said to have looked.
    private static final List<Check> CHECKS_OF_STORAGE =
            List.of(new DatabaseEqualsTheFold(), new LedgerEqualsTheFold(), new CacheNeverAhead());

    private FairnessChecker() {}

    /** O(n log n) in the size of the history, for the deadlines of its holds; O(n) for all else. */
    public static Verdict check(History history) {
        Evidence evidence = Evidence.of(history);
        List<Check> checks = new ArrayList<>(CHECKS);
        if (history.databaseWasRead()) {
            checks.addAll(CHECKS_OF_STORAGE);
        }
        List<Verdict.Finding> all = new ArrayList<>();
        for (Check check : checks) {
            Findings findings = new Findings();
            check.examine(evidence, findings);
            all.add(findings.as(check.getClass().getSimpleName()));
        }
        return new Verdict(List.copyOf(all), history.databaseWasRead());
    }
}
