package io.fairline.perf.fairness;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * C3 the other way round: an order answers one purchase of one shopper, so that nobody pays for two and gets one. Only
 * a key makes two requests one purchase.
 */
final class TwoPurchasesAreTwoOrders implements Check {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Map<UUID, Purchase> purchases = new HashMap<>();
        for (Call call : evidence.history().calls()) {
            UUID orderId = call.answer().namedOrder();
            if (orderId == null) {
                continue;
            }
            Purchase purchase = Purchase.of(call);
            Purchase first = purchases.putIfAbsent(orderId, purchase);
            if (first != null && !first.equals(purchase)) {
                findings.report("order %s is the answer to two purchases: %s and %s", orderId, first, purchase);
            }
        }
    }
}
