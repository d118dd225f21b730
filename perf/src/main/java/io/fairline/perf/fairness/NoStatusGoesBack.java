package io.fairline.perf.fairness;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** C7: what a client has seen of an order it never sees undone. */
final class NoStatusGoesBack implements Check {

    private record Watch(String client, UUID orderId) {}

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Map<Watch, Sighting> last = new HashMap<>();
        for (Sighting now : evidence.history().sightings()) {
            Sighting before = last.put(new Watch(now.client(), now.orderId()), now);
            if (before == null) {
                continue;
            }
            if (!before.status().mayBecome(now.status()) || now.version() < before.version()) {
                findings.report(
                        "%s saw order %s as %s (version %d) and then as %s (version %d)",
                        now.client(), now.orderId(), before.status(), before.version(), now.status(), now.version());
            }
        }
    }
}
