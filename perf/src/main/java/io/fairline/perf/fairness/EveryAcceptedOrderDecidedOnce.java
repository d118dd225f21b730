package io.fairline.perf.fairness;

import io.fairline.perf.fairness.Answer.Accepted;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** C2: an order that was answered 202 has exactly one decision. The amount is in orders without any: the lost ones. */
final class EveryAcceptedOrderDecidedOnce implements Check {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Set<UUID> seen = new HashSet<>();
        for (Call call : evidence.history().calls()) {
            if (call.answer() instanceof Accepted accepted && seen.add(accepted.orderId())) {
                examineDecisions(evidence, accepted, findings);
            }
        }
    }

    private static void examineDecisions(Evidence evidence, Accepted accepted, Findings findings) {
        int decisions = evidence.decisionsOn(accepted.orderId());
        if (decisions != 1) {
            findings.reportAmount(
                    decisions == 0 ? 1 : 0,
                    "order %s was answered 202 and decided %d times",
                    accepted.orderId(),
                    decisions);
        }
    }
}
