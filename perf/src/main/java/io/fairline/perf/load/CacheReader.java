package io.fairline.perf.load;

import io.fairline.perf.fairness.CachedStatus;
import java.util.List;

/** Reads what the cache holds of a run's orders. */
final class CacheReader {

    private CacheReader() {}

    static List<CachedStatus> read(Target.Storage storage, OrderBook book) {
        return List.of();
    }
}
