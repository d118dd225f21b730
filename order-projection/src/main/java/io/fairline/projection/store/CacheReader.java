package io.fairline.projection.store;

import io.lettuce.core.KeyValue;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Mono;

/** Reads entries of the cache, as far as they can be trusted. */
final class CacheReader {

    private final RedisLink redis;
    private final CacheScripts scripts;
    private final CacheEntries entries;
    private final CacheKeys keys;
    private final RedisSettings settings;
    private final Counter found;
    private final Counter missing;
    private final Counter blind;

    CacheReader(
            RedisLink redis,
            CacheScripts scripts,
            CacheEntries entries,
            CacheKeys keys,
            RedisSettings settings,
            MeterRegistry metrics) {
        this.redis = redis;
        this.scripts = scripts;
        this.entries = entries;
        this.keys = keys;
        this.settings = settings;
        this.found = counter(metrics, "found");
        this.missing = counter(metrics, "missing");
        this.blind = counter(metrics, "blind");
    }

    private static Counter counter(MeterRegistry metrics, String outcome) {
        return Counter.builder("fairline.projection.cache.lookups")
                .description("Looks into the cache, by what they told")
                .tag("outcome", outcome)
                .register(metrics);
    }

    /** Looks afresh each time it is subscribed to, and decides afresh whether Redis may be asked: a waiter looks often. */
    <T> Mono<CacheAnswer<T>> look(String key, int partition, Class<T> type) {
        return Mono.defer(() -> {
            RedisAsyncCommands<String, String> connected = redis.commands();
            if (connected == null || !redis.outlivedLeases()) {
                return Mono.just(blind());
            }
            return Mono.fromCompletionStage(() -> connected.mget(key, keys.lease(partition)))
                    .map(answer -> interpret(answer, type))
                    .onErrorResume(failure -> {
                        redis.leaveAlone();
                        return Mono.fromSupplier(this::blind);
                    });
        });
    }

    private <T> CacheAnswer<T> interpret(List<KeyValue<String, String>> answer, Class<T> type) {
        KeyValue<String, String> entry = answer.get(0);
        KeyValue<String, String> lease = answer.get(1);
        if (lease.isEmpty()) {
            return blind();
        }
        long epoch = CacheEntries.epochOf(lease.getValue());
        long applied = CacheEntries.appliedOf(lease.getValue());
        if (entry.isEmpty() || CacheEntries.epochOf(entry.getValue()) != epoch) {
            missing.increment();
            return new CacheAnswer.Missing<>(epoch, applied);
        }
        found.increment();
        return new CacheAnswer.Found<>(entries.read(entry.getValue(), type), applied);
    }

    private <T> CacheAnswer<T> blind() {
        blind.increment();
        return new CacheAnswer.Blind<>();
    }

    /**
     * Puts a row that was read from Postgres after the epoch was seen into the cache, never over something newer. False where
     * the epoch is over by now: then another one's entries may be older.
     */
    Mono<Boolean> refill(String key, int partition, long epoch, long version, Object value) {
        return Mono.defer(() -> {
            RedisAsyncCommands<String, String> connected = redis.commands();
            return connected == null
                    ? Mono.just(true)
                    : Mono.fromCompletionStage(() -> refill(connected, key, partition, epoch, version, value))
                            .onErrorResume(_ -> {
                                redis.leaveAlone();
                                return Mono.just(true);
                            });
        });
    }

    private CompletionStage<Boolean> refill(
            RedisAsyncCommands<String, String> connected,
            String key,
            int partition,
            long epoch,
            long version,
            Object value) {
        return scripts.refillEntry(
                connected,
                List.of(keys.epoch(partition), key),
                List.of(
                        CacheEntries.digits(epoch),
                        Long.toString(settings.entryTtl().toMillis()),
                        entries.write(epoch, version, value)));
    }
}
