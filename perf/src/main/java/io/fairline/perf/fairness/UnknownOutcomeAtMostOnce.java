package io.fairline.perf.fairness;

import io.fairline.perf.fairness.Answer.Accepted;
import io.fairline.perf.fairness.Answer.Unknown;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * C3: an order whose outcome its client does not know is in the log at most once and decided at most once; what
 * was turned away is not in the log at all.
 *
 * <p>A lost answer may not have named its order. So the orders of a shopper that no answer named are counted: there
 * may be no more of them than requests of that shopper whose answer was lost, each key counted once.
 */
final class UnknownOutcomeAtMostOnce implements Check {

    private record Claim(String shopper, int dealId) {}

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Set<UUID> accepted = new HashSet<>();
        Set<UUID> named = new HashSet<>();
        for (Call call : evidence.history().calls()) {
            switch (call.answer()) {
                case Accepted answer -> accepted.add(answer.orderId());
                case Unknown(UUID orderId) when orderId != null -> named.add(orderId);
                case Unknown _, Answer.TurnedAway _ -> {}
            }
        }
        Map<Claim, Integer> allowed = lostAnswers(evidence.history());
        evidence.placements().forEach((orderId, command) -> {
            if (accepted.contains(orderId)) {
                return;
            }
            if (evidence.decisionsOn(orderId) > 1) {
                findings.report(
                        "order %s, of unknown outcome, was decided %d times", orderId, evidence.decisionsOn(orderId));
            }
            Claim claim = new Claim(command.actor(), command.dealId());
            if (!named.contains(orderId) && allowed.merge(claim, -1, Integer::sum) < 0) {
                findings.report(
                        "order %s of %s at %s: no client was told of it and none lacks an answer",
                        orderId, command.actor(), command.at());
            }
        });
    }

    /** Lost answers that named no order, without those whose retry was answered. */
    private static Map<Claim, Integer> lostAnswers(History history) {
        Set<Purchase> known = new HashSet<>();
        for (Call call : history.calls()) {
            if (call.answer().namedOrder() != null) {
                known.add(Purchase.of(call));
            }
        }
        Map<Claim, Integer> lost = new HashMap<>();
        for (Call call : history.calls()) {
            if (call.answer() instanceof Unknown && known.add(Purchase.of(call))) {
                lost.merge(new Claim(call.shopper(), call.dealId()), 1, Integer::sum);
            }
        }
        return lost;
    }
}
