package io.fairline.projection;

import io.fairline.local.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** All that a Redis held at one moment, and how long each thing had to live. */
record RedisCopy(RedisServer server, List<Entry> entries) {

    private record Entry(String key, long millisToLive, ByteBuffer value) {}

    static RedisCopy of(RedisServer server) {
        try (RedisClient client = RedisClient.create(server.url());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            RedisCommands<String, String> redis = connection.sync();
            List<Entry> entries = new ArrayList<>();
            for (String key : redis.keys("*")) {
                long millisToLive = Math.max(0, redis.pttl(key)); // 0: for good
                byte[] value = redis.dump(key);
                if (value != null) { // it may have run out by now
                    entries.add(new Entry(key, millisToLive, ByteBuffer.wrap(value)));
                }
            }
            return new RedisCopy(server, entries);
        }
    }

    /** Puts everything back where nobody has written meanwhile; it lives on as if no time had passed. */
    void restore() {
        try (RedisClient client = RedisClient.create(server.url());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            for (Entry entry : entries) {
                try {
                    connection
                            .sync()
                            .restore(
                                    entry.key(),
                                    entry.millisToLive(),
                                    entry.value().array());
                } catch (RedisCommandExecutionException e) {
                    if (!String.valueOf(e.getMessage()).contains("BUSYKEY")) {
                        throw e;
                    }
                }
            }
        }
    }
}
