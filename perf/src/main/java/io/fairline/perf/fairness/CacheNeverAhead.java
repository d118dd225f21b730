package io.fairline.perf.fairness;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** C6: the cache knows nothing that the database does not, and what it says at a version is what was so then. */
final class CacheNeverAhead implements Check {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Map<UUID, CachedStatus> cached =
                HashMap.newHashMap(evidence.history().cache().size());
        for (CachedStatus entry : evidence.history().cache()) {
            cached.put(entry.orderId(), entry);
            OrderStates.State order = evidence.ordersAtTheEnd().find(entry.orderId());
            if (order == null || entry.version() > order.version()) {
                findings.report(
                        "the cache says %s of order %s at version %d, the events say %s",
                        entry.status(), entry.orderId(), entry.version(), order);
            }
        }
        examineContents(evidence, cached, findings);
    }

    /** A cached entry may be old but not wrong: at the event of its version the order had that status. */
    private static void examineContents(Evidence evidence, Map<UUID, CachedStatus> cached, Findings findings) {
        OrderStates orders = new OrderStates();
        for (Event event : evidence.history().events()) {
            orders.apply(event);
            UUID orderId = NoStatusInvented.changedOrder(event);
            CachedStatus entry = orderId == null ? null : cached.get(orderId);
            if (orderId == null || entry == null || entry.version() != event.sequence()) {
                continue;
            }
            OrderStates.State order = orders.find(orderId);
            if (order != null && order.status() != entry.status()) {
                findings.report(
                        "the cache says order %s was %s at version %d, it was %s",
                        orderId, entry.status(), entry.version(), order.status());
            }
        }
    }
}
