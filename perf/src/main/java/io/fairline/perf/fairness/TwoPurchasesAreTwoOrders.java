package io.fairline.perf.fairness;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * C3 the other way round: an order answers one purchase of one shopper, so that nobody pays for two and gets one. Only
 * a key makes two requests one purchase.
 */
final class TwoPurchasesAreTwoOrders implements Check {

    /** What a client wants once: told by its key, or else by the call itself. */
    private record Purchase(String shopper, int dealId, Object keyOrCall) {}

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Map<UUID, Purchase> purchases = new HashMap<>();
        for (Call call : evidence.history().calls()) {
            UUID orderId = call.answer().namedOrder();
            if (orderId == null) {
                continue;
            }
            String key = call.key();
            Purchase purchase = new Purchase(call.shopper(), call.dealId(), key == null ? call : key);
            Purchase first = purchases.putIfAbsent(orderId, purchase);
            if (first != null && !first.equals(purchase)) {
                findings.report("order %s is the answer to two purchases: %s and %s", orderId, first, purchase);
            }
        }
    }
}
