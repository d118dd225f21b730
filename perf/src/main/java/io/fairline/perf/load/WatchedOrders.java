package io.fairline.perf.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Some of the orders under way, each from its 202 until its entry in the cache was seen and has not changed for a while:
 * also in a stall, when none is decided, the same ones are watched to its end. Offered by one thread, looked at by another.
 */
final class WatchedOrders {

    private static final int MOST = 32;
    private static final int LOOKS_AFTER_THE_LAST_CHANGE = 10;
    // About two minutes: an order that is lost must not be watched instead of others for ever.
    private static final int MOST_LOOKS = 1_200;

    private final Map<UUID, Looks> watched = new HashMap<>();

    private static final class Looks {
        long version;
        int all;
        int sinceChange;
    }

    /** Watches the order where there is room. */
    synchronized void offer(UUID orderId) {
        if (watched.size() < MOST) {
            watched.putIfAbsent(orderId, new Looks());
        }
    }

    synchronized List<UUID> all() {
        return List.copyOf(watched.keySet());
    }

    /** Notes what a look at the cache has found, where it has found something; true when that is news. */
    synchronized boolean isNews(UUID orderId, long version) {
        Looks looks = watched.get(orderId);
        if (looks == null || looks.version == version) {
            return false;
        }
        looks.version = version;
        looks.sinceChange = 0;
        return true;
    }

    /** A look at all of them has ended: those of which enough was seen make room for others. */
    synchronized void lookedAtAll() {
        watched.values().removeIf(looks -> {
            looks.all++;
            looks.sinceChange += looks.version > 0 ? 1 : 0;
            return looks.sinceChange > LOOKS_AFTER_THE_LAST_CHANGE || looks.all > MOST_LOOKS;
        });
    }
}
