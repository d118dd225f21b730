package io.fairline.projection.store;

import io.fairline.projection.domain.Deal;
import io.fairline.projection.domain.Order;
import io.fairline.schemas.DealPartitions;
import io.lettuce.core.KeyValue;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Brings the cache up to rows that somebody is about to be shown. A row may be a commit ahead of its entry, which is still on
 * its way: whoever was shown the one is not to be shown the other after that.
 */
final class CacheCatchUp {

    private final RedisLink redis;
    private final CacheReader cache;
    private final CacheKeys keys;
    private final DealPartitions partitions;

    CacheCatchUp(RedisLink redis, CacheReader cache, CacheKeys keys, DealPartitions partitions) {
        this.redis = redis;
        this.cache = cache;
        this.keys = keys;
        this.partitions = partitions;
    }

    /** Completes when the cache has nothing older than these, or is not there; never with an error. */
    Mono<Void> orders(List<Order> rows) {
        return catchUp(
                rows,
                order -> new CachedRow(
                        keys.order(order.orderId()), partitions.partitionOf(order.dealId()), order.version(), order));
    }

    /** The same of deals. */
    Mono<Void> deals(List<Deal> rows) {
        return catchUp(
                rows,
                deal -> new CachedRow(
                        keys.deal(deal.dealId()), partitions.partitionOf(deal.dealId()), deal.sequence(), deal));
    }

    private <T> Mono<Void> catchUp(List<T> rows, Function<T, CachedRow> cached) {
        return Mono.defer(() -> {
            RedisAsyncCommands<String, String> connected = redis.commands();
            if (connected == null || rows.isEmpty()) {
                return Mono.empty();
            }
            List<CachedRow> all = rows.stream().map(cached).toList();
            return epochs(connected, all)
                    .flatMap(epochs -> Mono.when(all.stream()
                            .filter(row -> epochs.containsKey(row.partition()))
                            .map(row -> cache.refill(row, epochs.getOrDefault(row.partition(), 0L)))
                            .toList()));
        });
    }

    /** Of the partitions that have a lease: nobody trusts what the cache has of the others. */
    private Mono<Map<Integer, Long>> epochs(RedisAsyncCommands<String, String> connected, List<CachedRow> rows) {
        Map<String, Integer> leases = rows.stream()
                .map(CachedRow::partition)
                .distinct()
                .collect(Collectors.toMap(keys::lease, Function.identity()));
        return Mono.fromCompletionStage(() -> connected.mget(leases.keySet().toArray(String[]::new)))
                .map(found -> {
                    Map<Integer, Long> epochs = HashMap.newHashMap(found.size());
                    for (KeyValue<String, String> lease : found) {
                        Integer partition = leases.get(lease.getKey());
                        if (lease.hasValue() && partition != null) {
                            epochs.put(partition, CacheEntries.epochOf(lease.getValue()));
                        }
                    }
                    return epochs;
                })
                .onErrorResume(_ -> {
                    redis.leaveAlone();
                    return Mono.empty();
                });
    }
}
