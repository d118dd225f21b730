package io.fairline.perf.fairness;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** C3: one shopper, one deal, one key: one order, however often and wherever it was sent. */
final class RetryIsTheSameOrder implements Check {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Map<Purchase, UUID> orders = new HashMap<>();
        for (Call call : evidence.history().calls()) {
            UUID orderId = call.answer().namedOrder();
            if (orderId == null) {
                continue;
            }
            UUID first = orders.putIfAbsent(Purchase.of(call), orderId);
            if (first != null && !first.equals(orderId)) {
                findings.report(
                        "key %s of %s is order %s and also order %s", call.key(), call.shopper(), first, orderId);
            }
        }
    }
}
