package io.fairline.perf.fairness;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * C2 for all commands: each is answered by exactly one event. A second order under the same id and a tick of the
 * clock are answered by none; holds that a command brings to their end are not its answer.
 */
final class EveryCommandAnsweredOnce implements Check {

    private record Adjustment(int dealId, String adjustmentId) {}

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Map<Position, Integer> answers = HashMap.newHashMap(evidence.commandAt().size());
        Set<Adjustment> applied = new HashSet<>();
        for (Event event : evidence.history().events()) {
            if (!event.isExpiry()) {
                answers.merge(event.cause(), 1, Integer::sum);
            }
            if (event.outcome() instanceof Outcome.StockAdjusted adjusted
                    && !applied.add(new Adjustment(event.dealId(), adjusted.adjustmentId()))) {
                findings.report("deal %d: adjustment %s was applied twice", event.dealId(), adjusted.adjustmentId());
            }
        }
        Set<Adjustment> asked = new HashSet<>();
        for (Command command : evidence.history().commands()) {
            int found = answers.getOrDefault(command.at(), 0);
            int expected = expectedAnswers(evidence, command, asked, found);
            if (found != expected) {
                findings.report(
                        "command %s (%s) was answered %d times, not %d",
                        command.at(), command.request(), found, expected);
            }
        }
    }

    private static int expectedAnswers(Evidence evidence, Command command, Set<Adjustment> asked, int found) {
        return switch (command.request()) {
            case Request.PlaceOrder order -> evidence.isPlaceInLine(command, order) ? 1 : 0;
            // The processor remembers a bounded number of adjustments: a late repeat may be answered or not.
            case Request.AdjustStock adjust ->
                asked.add(new Adjustment(command.dealId(), adjust.adjustmentId())) ? 1 : Math.min(found, 1);
            case Request.ExpireHolds _ -> 0;
            case Request.OpenDeal _, Request.CloseDeal _, Request.ConfirmOrder _, Request.CancelOrder _ -> 1;
        };
    }
}
