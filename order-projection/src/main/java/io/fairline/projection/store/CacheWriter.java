package io.fairline.projection.store;

import io.fairline.projection.domain.Advance;
import io.fairline.projection.domain.Deal;
import io.fairline.projection.domain.Order;
import io.fairline.schemas.DealPartitions;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes committed changes to Redis, and keeps the leases of this instance's partitions while it has missed nothing.
 *
 * <p>Readers trust an entry only under a living lease of the same epoch. A write that failed, or may have failed, ends
 * the epoch, so that whatever the cache missed it can not be asked for: the next write begins a new one. So does a lease
 * that ran out: it is renewed, never revived, since a call that Redis takes late comes from an epoch that is over. An epoch is a
 * number from Postgres, so those of the partition's next owner are greater, and a zombie's writes are refused.
 */
final class CacheWriter {

    private static final Logger LOG = LoggerFactory.getLogger(CacheWriter.class);
    private static final int ENTRIES_PER_CALL = 64;

    private final RedisLink redis;
    private final CacheScripts scripts;
    private final CacheEntries entries;
    private final CacheKeys keys;
    private final DealPartitions partitions;
    private final RedisSettings settings;
    private final PartitionStates states;
    private final Map<Integer, Long> epochs = new ConcurrentHashMap<>();
    private final Map<Integer, PartitionState> owned = new ConcurrentHashMap<>();
    // By partition; from then on a commit under way has taken too long, or failed, for its lease to be renewed.
    private final Map<Integer, Long> doubtfulFromNanos = new ConcurrentHashMap<>();
    private final AtomicBoolean complete = new AtomicBoolean(true);
    private volatile boolean unsure;

    CacheWriter(
            RedisLink redis,
            CacheScripts scripts,
            CacheEntries entries,
            CacheKeys keys,
            DealPartitions partitions,
            RedisSettings settings,
            PartitionStates states) {
        this.redis = redis;
        this.scripts = scripts;
        this.entries = entries;
        this.keys = keys;
        this.partitions = partitions;
        this.settings = settings;
        this.states = states;
        redis.whenLost(epochs::clear);
    }

    /** From now on this instance applies these partitions, which stand as given. */
    void own(Collection<PartitionState> partitions) {
        for (PartitionState state : partitions) {
            epochs.remove(state.partition());
            PartitionState before = owned.put(state.partition(), state);
            // Where Postgres still stands where it stood, a commit may yet come through: the next try tells.
            if (!state.equals(before)) {
                doubtfulFromNanos.remove(state.partition());
            }
        }
    }

    void release(Collection<Integer> partitions) {
        owned.keySet().removeAll(partitions);
        epochs.keySet().removeAll(partitions);
        doubtfulFromNanos.keySet().removeAll(partitions);
    }

    /** A commit is about to move these partitions on: until it is known, their leases have not much longer to live. */
    void committing(List<Advance> advances) {
        long from = System.nanoTime() + settings.leaseTtl().toNanos();
        // Another try ends no doubt about the one before it.
        advances.forEach(advance -> doubtfulFromNanos.putIfAbsent(advance.partition(), from));
    }

    /** What was to be committed was not, nor will be: nothing is in doubt any more. */
    void refused(List<Advance> advances) {
        advances.forEach(advance -> doubtfulFromNanos.remove(advance.partition()));
    }

    /** What was to be committed may have been, or may yet be. */
    void doubt() {
        long now = System.nanoTime();
        doubtfulFromNanos.replaceAll((_, _) -> now);
        epochs.keySet().removeAll(doubtfulFromNanos.keySet());
    }

    /** While this instance cannot tell whether what it owns is still its own, it renews no lease. */
    void unsure(boolean isUnsure) {
        unsure = isUnsure;
    }

    /**
     * Writes a committed batch. Completes when Redis has taken all of it (true) or has missed something (false), never with
     * an error.
     */
    CompletionStage<Boolean> write(AppliedBatch batch) {
        List<PartitionState> reached = reached(batch);
        CompletionStage<Boolean> written = write(reached, entriesByPartition(batch));
        // Only now: a renewal that told of the new positions must not overtake the entries.
        moveOn(reached);
        boolean whole = reached.size() == batch.advances().size();
        return written.thenApply(taken -> taken && whole);
    }

    /** A committed batch that Redis will not get: what it holds counts no more. */
    void skip(AppliedBatch batch) {
        epochs.clear();
        moveOn(reached(batch));
    }

    /** True when every partition has an epoch, which has missed nothing; what earlier ones left counts no more. */
    boolean isComplete() {
        return epochs.keySet().containsAll(owned.keySet());
    }

    /** Whether this instance applies the partition, and has not come to that command of its line. */
    boolean isExpected(int partition, long command) {
        PartitionState state = owned.get(partition);
        return state != null && state.appliedCommand() < command;
    }

    private void moveOn(List<PartitionState> reached) {
        for (PartitionState state : reached) {
            owned.replace(state.partition(), state);
            doubtfulFromNanos.remove(state.partition());
        }
    }

    private List<PartitionState> reached(AppliedBatch batch) {
        return batch.advances().stream()
                .flatMap(advance ->
                        Optional.ofNullable(owned.get(advance.partition()))
                                .map(state -> after(state, advance))
                                .stream())
                .toList();
    }

    /** Renews every lease, but for those in doubt. Called several times within a lease's life. */
    CompletionStage<Boolean> renewLeases() {
        if (unsure) {
            return CompletableFuture.completedFuture(false);
        }
        long now = System.nanoTime();
        return write(
                owned.values().stream()
                        .filter(state -> !isInDoubt(state.partition(), now))
                        .toList(),
                Map.of());
    }

    private boolean isInDoubt(int partition, long nowNanos) {
        Long from = doubtfulFromNanos.get(partition);
        return from != null && nowNanos - from >= 0;
    }

    private CompletionStage<Boolean> write(Collection<PartitionState> partitions, Map<Integer, List<Entry>> changed) {
        RedisAsyncCommands<String, String> connected = redis.commands();
        if (connected == null) {
            epochs.clear();
            return CompletableFuture.completedFuture(false);
        }
        beginMissingEpochs(partitions);
        return allOf(partitions.stream()
                .map(state -> writePartition(connected, state, changed.getOrDefault(state.partition(), List.of())))
                .toList());
    }

    private static PartitionState after(PartitionState state, Advance advance) {
        return new PartitionState(
                state.partition(), advance.nextOffset(), Math.max(state.appliedCommand(), advance.appliedCommand()));
    }

    /**
     * Begins an epoch for every partition without one, but only where Postgres says that this instance is the one that
     * applied it last: a zombie must not begin any.
     */
    private synchronized void beginMissingEpochs(Collection<PartitionState> partitions) {
        List<PartitionState> missing = partitions.stream()
                .filter(state -> !epochs.containsKey(state.partition()))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        try {
            Long epoch = states.nextCacheEpoch().block();
            Map<Integer, PartitionState> stored = states.all().block();
            for (PartitionState state : missing) {
                boolean current = stored != null && state.equals(stored.get(state.partition()));
                if (epoch != null && current) {
                    epochs.put(state.partition(), epoch);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("No new cache epoch, Postgres does not answer: {}", e.getMessage());
        }
    }

    private CompletionStage<Boolean> writePartition(
            RedisAsyncCommands<String, String> connected, PartitionState state, List<Entry> changed) {
        Long epoch = epochs.get(state.partition());
        if (epoch == null) {
            return CompletableFuture.completedFuture(false);
        }
        List<CompletionStage<Boolean>> calls = new ArrayList<>();
        int from = 0;
        do {
            int to = Math.min(from + ENTRIES_PER_CALL, changed.size());
            // Only the last call moves the position, which promises that all before it are there.
            PartitionState reached = to == changed.size() ? state : new PartitionState(state.partition(), 0, -1);
            calls.add(call(connected, reached, epoch, changed.subList(from, to)));
            from = to;
        } while (from < changed.size());
        return allOf(calls);
    }

    private CompletionStage<Boolean> call(
            RedisAsyncCommands<String, String> connected, PartitionState reached, long epoch, List<Entry> changed) {
        int partition = reached.partition();
        List<String> keyList = new ArrayList<>(changed.size() + 2);
        List<String> arguments = new ArrayList<>(changed.size() + 4);
        keyList.add(keys.epoch(partition));
        keyList.add(keys.lease(partition));
        arguments.add(CacheEntries.digits(epoch));
        arguments.add(CacheEntries.reached(reached));
        arguments.add(Long.toString(settings.leaseTtl().toMillis()));
        arguments.add(Long.toString(settings.entryTtl().toMillis()));
        for (Entry entry : changed) {
            keyList.add(entry.key());
            arguments.add(entries.write(epoch, entry.version(), entry.value()));
        }
        return scripts.writeEntries(connected, keyList, arguments)
                .handle((taken, failure) -> conclude(partition, epoch, taken, failure));
    }

    private boolean conclude(int partition, long epoch, @Nullable Boolean taken, @Nullable Throwable failure) {
        if (failure != null) {
            epochs.remove(partition, epoch);
            redis.leaveAlone();
            if (complete.compareAndSet(true, false)) {
                LOG.warn(
                        "Redis missed a write: what it holds counts no more until it is written again: {}",
                        failure.toString());
            }
        } else if (!Boolean.TRUE.equals(taken)) {
            epochs.remove(partition, epoch);
            LOG.warn("The lease on the cache of partition {} is another instance's by now, or ran out", partition);
        } else if (complete.compareAndSet(false, true)) {
            LOG.info("Redis takes writes again");
        }
        return Boolean.TRUE.equals(taken);
    }

    private Map<Integer, List<Entry>> entriesByPartition(AppliedBatch batch) {
        Map<Integer, List<Entry>> byPartition = new HashMap<>();
        for (Order order : batch.orders()) {
            byPartition
                    .computeIfAbsent(partitions.partitionOf(order.dealId()), partition -> new ArrayList<>())
                    .add(new Entry(keys.order(order.orderId()), order.version(), order));
        }
        for (Deal deal : batch.deals()) {
            byPartition
                    .computeIfAbsent(partitions.partitionOf(deal.dealId()), partition -> new ArrayList<>())
                    .add(new Entry(keys.deal(deal.dealId()), deal.sequence(), deal));
        }
        return byPartition;
    }

    private static CompletionStage<Boolean> allOf(List<CompletionStage<Boolean>> stages) {
        CompletionStage<Boolean> all = CompletableFuture.completedFuture(true);
        for (CompletionStage<Boolean> stage : stages) {
            all = all.thenCombine(stage, Boolean::logicalAnd);
        }
        return all;
    }

    private record Entry(String key, long version, Object value) {}
}
