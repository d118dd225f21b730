package io.fairline.perf.load;

import io.fairline.perf.fairness.CachedStatus;
import io.fairline.perf.fairness.OrderStatus;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the cache holds of a run's orders: epoch and version as 16 hex digits each, then the order as JSON. */
final class CacheReader {

    private static final int KEYS_AT_ONCE = 500;
    private static final int MOST_ENTRIES = 200_000;
    private static final int DIGITS = 16;
    private static final int HEX = 16;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CacheReader() {}

    /** Entries of accepted orders, evenly picked where there are too many to read all. */
    static List<CachedStatus> read(String redisUrl, UUID databaseId, OrderBook book) {
        RedisClient client = RedisClient.create(redisUrl);
        try (StatefulRedisConnection<String, String> redis = client.connect()) {
            List<CachedStatus> found = new ArrayList<>();
            int step = 1 + book.size() / MOST_ENTRIES;
            Map<String, UUID> keys = new TreeMap<>();
            for (int order = 0; order < book.size(); order += step) {
                UUID id = book.id(order);
                if (id != null && book.outcome(order) == OrderOutcome.ACCEPTED) {
                    keys.put("fairline:%s:order:%s".formatted(databaseId, id), id);
                }
                if (keys.size() == KEYS_AT_ONCE) {
                    look(redis, keys, found);
                    keys.clear();
                }
            }
            look(redis, keys, found);
            return found;
        } finally {
            client.shutdown();
        }
    }

    private static void look(
            StatefulRedisConnection<String, String> redis, Map<String, UUID> keys, List<CachedStatus> found) {
        if (keys.isEmpty()) {
            return;
        }
        for (KeyValue<String, String> entry : redis.sync().mget(keys.keySet().toArray(String[]::new))) {
            UUID id = keys.get(entry.getKey());
            if (id != null && entry.hasValue()) {
                found.add(read(id, entry.getValue()));
            }
        }
    }

    private static CachedStatus read(UUID id, String entry) {
        long version = Long.parseUnsignedLong(entry, DIGITS, 2 * DIGITS, HEX);
        String status =
                JSON.readTree(entry.substring(2 * DIGITS)).path("status").asString();
        return new CachedStatus(id, OrderStatus.valueOf(status), version);
    }
}
