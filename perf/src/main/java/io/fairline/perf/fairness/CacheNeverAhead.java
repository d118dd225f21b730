package io.fairline.perf.fairness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** C6: the cache knows nothing that the database does not, and what it says at a version is what was so then. */
final class CacheNeverAhead implements Check {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Map<UUID, List<CachedStatus>> cached =
                HashMap.newHashMap(evidence.history().cache().size());
        for (CachedStatus entry : evidence.history().cache()) {
            cached.computeIfAbsent(entry.orderId(), _ -> new ArrayList<>(1)).add(entry);
            if (entry.version() > entry.rowVersion()) {
                findings.report(
                        "the cache said %s of order %s at version %d, its row was at version %d after that",
                        entry.status(), entry.orderId(), entry.version(), entry.rowVersion());
            }
        }
        examineContents(evidence, cached, findings);
    }

    /** A cached entry may be old but not wrong: at the event of its version, and there is one, the order had that status. */
    private static void examineContents(Evidence evidence, Map<UUID, List<CachedStatus>> cached, Findings findings) {
        OrderStates orders = new OrderStates();
        for (Event event : evidence.history().events()) {
            orders.apply(event);
            UUID orderId = NoStatusInvented.changedOrder(event);
            OrderStates.State order = orderId == null ? null : orders.find(orderId);
            if (order == null) {
                continue;
            }
            List<CachedStatus> entries = cached.get(order.orderId());
            if (entries != null) {
                entries.removeIf(entry -> entry.version() == event.sequence() && entry.status() == order.status());
            }
        }
        cached.forEach((orderId, unexplained) -> unexplained.forEach(entry -> findings.report(
                "the cache said order %s was %s at version %d, which it never was",
                orderId, entry.status(), entry.version())));
    }
}
