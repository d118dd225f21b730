package io.fairline.perf.fairness;

import io.fairline.perf.fairness.Answer.Accepted;
import io.fairline.perf.fairness.Answer.Unknown;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** C3: one shopper, one deal, one key: one order, however often and wherever it was sent. */
final class RetryIsTheSameOrder implements Check {

    private record Intent(String shopper, int dealId, String key) {}

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Map<Intent, UUID> orders = new HashMap<>();
        for (Call call : evidence.history().calls()) {
            UUID orderId = namedOrder(call.answer());
            String key = call.key();
            if (orderId == null || key == null) {
                continue;
            }
            UUID first = orders.putIfAbsent(new Intent(call.shopper(), call.dealId(), key), orderId);
            if (first != null && !first.equals(orderId)) {
                findings.report("key %s of %s is order %s and also order %s", key, call.shopper(), first, orderId);
            }
        }
    }

    private static @Nullable UUID namedOrder(Answer answer) {
        return switch (answer) {
            case Accepted accepted -> accepted.orderId();
            case Unknown unknown -> unknown.orderId();
            case Answer.TurnedAway _ -> null;
        };
    }
}
