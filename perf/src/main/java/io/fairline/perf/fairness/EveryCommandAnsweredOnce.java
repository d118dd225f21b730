package io.fairline.perf.fairness;

import java.util.HashMap;
import java.util.Map;

/**
 * C2 for all commands: each is answered by exactly one event. A second order under the same id, a repeat of an
 * adjustment that was made and a tick of the clock are answered by none; holds that a command ends are not its answer.
 */
final class EveryCommandAnsweredOnce implements Check {

    private record Adjustment(int dealId, String adjustmentId) {}

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Map<Position, Integer> answers = HashMap.newHashMap(evidence.commandAt().size());
        Map<Adjustment, Position> applied = new HashMap<>();
        for (Event event : evidence.history().events()) {
            if (!event.isExpiry()) {
                answers.merge(event.cause(), 1, Integer::sum);
            }
            if (event.outcome() instanceof Outcome.StockAdjusted adjusted
                    && applied.putIfAbsent(new Adjustment(event.dealId(), adjusted.adjustmentId()), event.cause())
                            != null) {
                findings.report("deal %d: adjustment %s was applied twice", event.dealId(), adjusted.adjustmentId());
            }
        }
        for (Command command : evidence.history().commands()) {
            int found = answers.getOrDefault(command.at(), 0);
            int expected = expectedAnswers(evidence, command, applied);
            if (found != expected) {
                findings.report(
                        "command %s (%s) was answered %d times, not %d",
                        command.at(), command.request(), found, expected);
            }
        }
    }

    private static int expectedAnswers(Evidence evidence, Command command, Map<Adjustment, Position> applied) {
        return switch (command.request()) {
            case Request.PlaceOrder order -> evidence.isPlaceInLine(command, order) ? 1 : 0;
            case Request.AdjustStock adjust -> {
                Position cause = applied.get(new Adjustment(command.dealId(), adjust.adjustmentId()));
                // One that was refused is asked anew.
                yield cause != null && cause.offset() < command.at().offset() ? 0 : 1;
            }
            case Request.ExpireHolds _ -> 0;
            case Request.OpenDeal _, Request.CloseDeal _, Request.ConfirmOrder _, Request.CancelOrder _ -> 1;
        };
    }
}
