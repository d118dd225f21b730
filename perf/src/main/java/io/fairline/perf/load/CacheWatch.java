package io.fairline.perf.load;

import io.fairline.perf.fairness.CachedStatus;
import io.lettuce.core.RedisException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Looks, while the load runs, at what the cache says of some orders under way, and at their rows right after that: whatever the
 * cache knew, the database must know by then. Once all is at rest they agree, whoever was first.
 */
final class CacheWatch implements AutoCloseable {

    // A few orders, a few times a second: this runs beside what is measured.
    private static final long EVERY_MILLIS = 100;
    private static final int MOST_KEPT = 200_000;

    private final Target.@Nullable Storage storage;
    private final WatchedOrders orders;
    private final List<CachedStatus> seen = Collections.synchronizedList(new ArrayList<>());
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "cache-watch"));
    private final Future<?> looking;
    private @Nullable OpenStorage open;
    private final AtomicLong unanswered = new AtomicLong();

    /** @param storage null where it cannot be read: then nothing is looked at */
    CacheWatch(Target.@Nullable Storage storage, WatchedOrders orders) {
        this.storage = storage;
        this.orders = orders;
        this.looking = timer.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private record OpenStorage(CacheReader cache, RowVersions rows) {

        static OpenStorage of(Target.Storage storage) throws SQLException {
            CacheReader cache = new CacheReader(storage.redisUrl(), StorageReader.databaseId(storage));
            try {
                return new OpenStorage(cache, new RowVersions(storage));
            } catch (SQLException e) {
                cache.close();
                throw e;
            }
        }

        List<CachedStatus> look(List<UUID> orderIds) throws SQLException {
            List<CacheReader.Entry> cached = cache.read(orderIds);
            Map<UUID, Long> versions = rows.of(orderIds);
            return cached.stream()
                    .map(entry -> entry.before(versions.getOrDefault(entry.orderId(), 0L)))
                    .toList();
        }

        void close() {
            cache.close();
            rows.close();
        }
    }

    /** Looks that came to nothing since the cache or the database did not answer, as in a run that ends one of them. */
    long unanswered() {
        return unanswered.get();
    }

    /** What was seen so far. Throws where the watch had to end before it was closed. */
    List<CachedStatus> seen() {
        if (looking.state() == Future.State.FAILED) {
            throw new IllegalStateException("the cache could not be watched", looking.exceptionNow());
        }
        return List.copyOf(seen);
    }

    /** Looks a last time, and returns when that has ended. */
    @Override
    public void close() {
        timer.execute(this::look);
        timer.close();
        if (open != null) {
            open.close();
        }
    }

    private void look() {
        List<UUID> underWay = orders.all();
        if (storage == null || underWay.isEmpty() || seen.size() >= MOST_KEPT) {
            return;
        }
        try {
            OpenStorage here = open == null ? OpenStorage.of(storage) : open;
            open = here;
            here.look(underWay).stream()
                    .filter(entry -> orders.isNews(entry.orderId(), entry.version()))
                    .forEach(seen::add);
            orders.lookedAtAll();
        } catch (SQLException | RedisException e) {
            unanswered.incrementAndGet();
            if (open != null) {
                open.close();
                open = null;
            }
        }
    }
}
