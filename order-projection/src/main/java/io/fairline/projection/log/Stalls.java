package io.fairline.projection.log;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What keeps the projection from applying events right now, by place, such as {@code partition 3}. */
final class Stalls {

    private final Map<String, String> reasons = new ConcurrentHashMap<>();

    /** True when this is news: the caller then says so in the log. */
    boolean begin(String place, String reason) {
        return !reason.equals(reasons.put(place, reason));
    }

    /** True when there was one. */
    boolean end(String place) {
        return !reasons.isEmpty() && reasons.remove(place) != null;
    }

    boolean any() {
        return !reasons.isEmpty();
    }

    Map<String, String> all() {
        return new TreeMap<>(reasons);
    }
}
