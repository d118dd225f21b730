package io.fairline.perf.load;

import io.fairline.perf.fairness.CachedStatus;
import io.fairline.perf.fairness.OrderStatus;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the cache holds of orders: epoch and version as 16 hex digits each, then the order as JSON. */
final class CacheReader implements AutoCloseable {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final int KEYS_AT_ONCE = 500;
    private static final int DIGITS = 16;
    private static final int HEX = 16;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> redis;
    private final UUID databaseId;

    /** What the cache says of an order; how new the order's row is will be asked after that. */
    record Entry(UUID orderId, OrderStatus status, long version) {

        CachedStatus before(long rowVersion) {
            return new CachedStatus(orderId, status, version, rowVersion);
        }
    }

    /** Connects; throws what Lettuce throws. */
    CacheReader(String redisUrl, UUID databaseId) {
        RedisURI uri = RedisURI.create(redisUrl);
        uri.setTimeout(ANSWER_LIMIT);
        this.client = RedisClient.create(uri);
        this.databaseId = databaseId;
        try {
            this.redis = client.connect();
        } catch (RuntimeException e) {
            client.shutdown();
            throw e;
        }
    }

    /** Entries of those orders that the cache holds. */
    List<Entry> read(List<UUID> orderIds) {
        List<Entry> found = new ArrayList<>();
        for (int from = 0; from < orderIds.size(); from += KEYS_AT_ONCE) {
            List<UUID> some = orderIds.subList(from, Math.min(orderIds.size(), from + KEYS_AT_ONCE));
            String[] keys = some.stream()
                    .map(id -> "fairline:%s:order:%s".formatted(databaseId, id))
                    .toArray(String[]::new);
            List<KeyValue<String, String>> values = redis.sync().mget(keys);
            for (int i = 0; i < keys.length; i++) {
                if (values.get(i).hasValue()) {
                    found.add(entry(some.get(i), values.get(i).getValue()));
                }
            }
        }
        return found;
    }

    @Override
    public void close() {
        redis.close();
        client.shutdown();
    }

    private static Entry entry(UUID id, String value) {
        long version = Long.parseUnsignedLong(value, DIGITS, 2 * DIGITS, HEX);
        String status =
                JSON.readTree(value.substring(2 * DIGITS)).path("status").asString();
        return new Entry(id, OrderStatus.valueOf(status), version);
    }
}
