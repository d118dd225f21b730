package io.fairline.perf.fairness;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** C3: one shopper, one deal, one key: one order, however often and wherever it was sent. */
final class RetryIsTheSameOrder implements Check {

    private record Intent(String shopper, int dealId, String key) {}

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Map<Intent, UUID> orders = new HashMap<>();
        for (Call call : evidence.history().calls()) {
            UUID orderId = call.answer().namedOrder();
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
}
