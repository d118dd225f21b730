package io.fairline.projection.store;

import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows a commit: the cache, then the news. Redis works on one batch while Postgres works on the next, and never
 * on more than one.
 */
public final class Publication implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
    private static final int RENEWALS_PER_LEASE = 4;

    private final CacheWriter cache;
    private final RedisLink redis;
    private final CacheKeys keys;
    private final Announcements announcements;
    private final ScheduledExecutorService renewing = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("cache-leases").factory());
    private CompletionStage<Void> previous = CompletableFuture.completedFuture(null);

    Publication(CacheWriter cache, RedisLink redis, CacheKeys keys, Announcements announcements, Duration leaseTtl) {
        this.cache = cache;
        this.redis = redis;
        this.keys = keys;
        this.announcements = announcements;
        long period = leaseTtl.toMillis() / RENEWALS_PER_LEASE;
        var _ = renewing.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.MILLISECONDS);
    }

    /** From now on this instance applies these partitions, which stand as given. */
    public void own(Collection<PartitionState> partitions) {
        cache.own(partitions);
    }

    /** This instance applies these partitions no longer. */
    public void release(Collection<Integer> partitions) {
        cache.release(partitions);
    }

    /** Publishes a committed batch. Called by one thread, in the order of the commits. */
    public void publish(Applied batch) {
        // Bounded by the client's own timeout for every command, so this is no place to wait for ever.
        previous.toCompletableFuture().join();
        previous = cache.write(batch).thenRun(() -> announce(batch));
    }

    private void announce(Applied batch) {
        announcements.tellHere(batch.touched());
        RedisAsyncCommands<String, String> connected = redis.commands();
        if (connected != null) {
            announcements.tellOthers(connected, keys.announcements(), batch.touched());
        }
    }

    private void renew() {
        try {
            cache.renewLeases().toCompletableFuture().join();
        } catch (RuntimeException e) {
            LOG.warn("The cache's leases were not renewed: {}", e.toString());
        }
    }

    @Override
    public void close() {
        renewing.shutdownNow();
    }
}
