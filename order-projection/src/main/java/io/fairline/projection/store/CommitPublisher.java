package io.fairline.projection.store;

import io.fairline.projection.domain.Advance;
import io.fairline.projection.domain.EntityId;
import io.fairline.schemas.DealPartitions;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows a commit: the cache, then the news. Redis works on one batch while Postgres works on the next, and never
 * on more than one: a Redis that cannot keep up misses a batch, which voids what it holds, and delays nobody.
 */
public final class CommitPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommitPublisher.class);
    private static final int RENEWALS_PER_LEASE = 4;
    private static final long NEWS_WAIT_MILLIS = 25;
    private static final long BATCH_WAIT_MILLIS = 100;
    private static final int MOST_POSTPONED = 50_000;

    private final CacheWriter cache;
    private final RedisLink redis;
    private final CacheKeys keys;
    private final Announcements announcements;
    private final DealPartitions partitions;
    private final ScheduledExecutorService renewing = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("cache-leases").factory());
    private final Duration longestTrust;
    private final Queue<Skipped> skipped = new ConcurrentLinkedQueue<>();
    // What others are to be told of once Redis may be used again. Where that is too much they find out by themselves.
    private final Set<EntityId> postponed = ConcurrentHashMap.newKeySet();
    private CompletableFuture<Boolean> previous = CompletableFuture.completedFuture(true);

    CommitPublisher(
            CacheWriter cache,
            RedisLink redis,
            CacheKeys keys,
            Announcements announcements,
            DealPartitions partitions,
            RedisSettings settings) {
        this.cache = cache;
        this.redis = redis;
        this.keys = keys;
        this.announcements = announcements;
        this.partitions = partitions;
        this.longestTrust = settings.longestTrust();
        long period = settings.leaseTtl().toMillis() / RENEWALS_PER_LEASE;
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

    /** A commit is about to move these partitions on. It is followed by {@link #publish}, {@link #refused} or {@link #doubt}. */
    public void committing(List<Advance> advances) {
        cache.committing(advances);
    }

    /** That commit moved nothing on, and no earlier one will: they stand where the cache has them. */
    public void refused(List<Advance> advances) {
        cache.refused(advances);
    }

    /** That commit failed, as far as can be told: until its next try has shown the truth nothing cached is trusted. */
    public void doubt() {
        cache.doubt();
    }

    /**
     * Nobody says how far the partitions are, for as long as this is true: by then another instance may apply them, and
     * their leases have not much longer to live.
     */
    public void unsure(boolean isUnsure) {
        cache.unsure(isUnsure);
    }

    /**
     * Whether this instance applies the partition, and has not come to that command of its line. A moment ago, that is: by
     * now another one may apply it.
     *
     * @param command offset in the line
     */
    boolean isExpected(int partition, long command) {
        return cache.isExpected(partition, command);
    }

    /** Publishes a committed batch. Called by one thread, in the order of the commits. */
    public void publish(AppliedBatch batch) {
        CompletableFuture<Boolean> written = isSettled(previous) ? write(batch) : skip(batch);
        // In the order of the connection, so others look when the entries are there, whenever that is.
        tellOthers(batch.touched());
        tellHere(News.of(batch, partitions), written);
    }

    private CompletableFuture<Boolean> write(AppliedBatch batch) {
        CompletableFuture<Boolean> written = cache.write(batch).toCompletableFuture();
        previous = written;
        var _ = written.thenAccept(cached -> {
            if (!cached) {
                missed(batch.touched());
            }
        });
        return written;
    }

    private CompletableFuture<Boolean> skip(AppliedBatch batch) {
        cache.skip(batch);
        skipped.add(new Skipped(batch.touched(), System.nanoTime()));
        return previous.thenApply(_ -> false);
    }

    /** Redis did not take it: what others were told of it may have gone the same way. */
    private void missed(Set<EntityId> touched) {
        if (redis.commands() != null) {
            skipped.add(new Skipped(touched, System.nanoTime()));
        } else {
            postpone(touched);
        }
    }

    /**
     * A slow Redis keeps nobody from Postgres: told after a moment, whoever waits looks there, and is told again once Redis
     * is done.
     */
    private void tellHere(News outcome, CompletableFuture<Boolean> written) {
        var _ = written.thenApply(Optional::of)
                .completeOnTimeout(Optional.empty(), NEWS_WAIT_MILLIS, TimeUnit.MILLISECONDS)
                .thenAccept(inTime -> {
                    tellHere(outcome, inTime.orElse(false));
                    if (inTime.isEmpty()) {
                        var _ = written.thenAccept(cached -> tellHere(outcome, cached));
                    }
                });
    }

    /**
     * Told what became of it, a client may ask at once another instance, which asks the cache. So only where the cache has
     * it as well; otherwise whoever waits has to look.
     */
    private void tellHere(News outcome, boolean cached) {
        announcements.tellHere(cached ? outcome : News.hint(outcome.touched()));
    }

    /** Whether Redis is done with the batch before this one, given a moment. */
    private static boolean isSettled(CompletableFuture<Boolean> before) {
        return before.copy()
                .thenApply(done -> true)
                .completeOnTimeout(false, BATCH_WAIT_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }

    private void tellOthers(Set<EntityId> touched) {
        RedisAsyncCommands<String, String> connected = redis.commands();
        if (connected != null) {
            announcements.tellOthers(connected, keys.announcements(), touched);
        } else {
            postpone(touched);
        }
    }

    private void postpone(Set<EntityId> touched) {
        if (postponed.size() < MOST_POSTPONED) {
            postponed.addAll(touched);
        }
    }

    /** Only when other epochs have begun: whoever looks then is not shown what was cached before. */
    private void announcePostponed() {
        Set<EntityId> now = Set.copyOf(postponed);
        // First: what is touched again from here on has to be told again.
        postponed.removeAll(now);
        tellOthers(now);
    }

    private void renew() {
        List<Skipped> before = List.copyOf(skipped);
        try {
            // Redis has taken the renewals, and with them every epoch that was begun before them.
            boolean begun = cache.renewLeases().toCompletableFuture().join() && cache.isComplete();
            before.forEach(batch -> tellAgain(batch, begun));
            if (begun) {
                announcePostponed();
            }
        } catch (RuntimeException e) {
            LOG.warn("The cache's leases were not renewed: {}", e.toString());
        }
    }

    /**
     * Whoever was told of a skipped batch may have looked while the cache was still trusted: they are told once more when
     * it is not, because another epoch has begun or the lease has surely run out.
     */
    private void tellAgain(Skipped batch, boolean begun) {
        if (begun || System.nanoTime() - batch.sinceNanos() > longestTrust.toNanos()) {
            skipped.remove(batch);
            announcements.tellHere(News.hint(batch.touched()));
            tellOthers(batch.touched());
        }
    }

    @Override
    public void close() {
        renewing.shutdownNow();
    }

    private record Skipped(Set<EntityId> touched, long sinceNanos) {}
}
