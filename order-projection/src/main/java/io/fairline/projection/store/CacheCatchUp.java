package io.fairline.projection.store;

import io.lettuce.core.KeyValue;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/**
 * Waits until the cache is as far as Postgres. A row may be a commit ahead of its entry, which is still on its way: whoever is
 * shown the one is not to be shown the other after that.
 */
final class CacheCatchUp {

    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 100;

    private final RedisLink redis;
    private final CacheKeys keys;
    private final SharedReads<Asked, Map<Integer, PartitionState>> positions;
    private final Duration longest;

    /** All ask for the same. */
    private enum Asked {
        POSITIONS
    }

    /**
     * Waits by these.
     *
     * @param patience after which Postgres counts as not answering
     * @param longestTrust whatever the cache has missed, its lease is gone by then
     */
    CacheCatchUp(RedisLink redis, CacheKeys keys, PartitionStates states, Duration patience, Duration longestTrust) {
        this.redis = redis;
        this.keys = keys;
        // When Redis is late many ask at once, and Postgres is busy with what else it is asked for then.
        this.positions = new SharedReads<>(_ -> states.all().map(all -> Map.of(Asked.POSITIONS, all)), patience);
        this.longest = longestTrust;
    }

    /**
     * Completes when the cache shows nothing older of these partitions than Postgres does by now, by what their leases tell,
     * or cannot be asked. Usually it takes one look, and no longer than two leases live.
     */
    Mono<Void> awaitPostgres(Set<Integer> partitions) {
        return Mono.defer(() -> partitions.isEmpty() || redis.commands() == null
                ? Mono.empty()
                : positions
                        .read(Asked.POSITIONS)
                        .map(all -> all.values().stream()
                                .filter(state -> partitions.contains(state.partition()))
                                .toList())
                        .flatMap(this::awaitCached));
    }

    /** Looks again, each time a little later. */
    private Mono<Void> awaitCached(List<PartitionState> committed) {
        return Mono.defer(() -> isCached(committed))
                .filter(Boolean::booleanValue)
                .repeatWhenEmpty(looks -> looks.delayUntil(CacheCatchUp::pause))
                .take(longest)
                .then();
    }

    /** Longer each time: who waits for a Redis that is late is not to keep it so. */
    private static Mono<Long> pause(long look) {
        return Mono.delay(Duration.ofMillis(Math.min(FIRST_PAUSE_MILLIS * (look + 1), LONGEST_PAUSE_MILLIS)));
    }

    private Mono<Boolean> isCached(List<PartitionState> committed) {
        RedisAsyncCommands<String, String> connected = redis.commands();
        if (connected == null) {
            return Mono.just(true);
        }
        String[] leases =
                committed.stream().map(state -> keys.lease(state.partition())).toArray(String[]::new);
        return Mono.fromCompletionStage(() -> connected.mget(leases))
                .map(found -> IntStream.range(0, leases.length)
                        .allMatch(index -> covers(found.get(index), committed.get(index))))
                .onErrorResume(_ -> {
                    redis.leaveAlone();
                    return Mono.just(true);
                });
    }

    /** Without a lease nobody trusts what the cache has. */
    private static boolean covers(KeyValue<String, String> lease, PartitionState committed) {
        return lease.isEmpty() || CacheEntries.nextOffsetOf(lease.getValue()) >= committed.nextOffset();
    }
}
