package io.fairline.perf.baselines;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;

/** Redis behind connections that pipeline by themselves. What cannot be sent at once is refused, not kept for later. */
public final class RedisLink implements AutoCloseable {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);
    private static final int MOST_QUEUED = 10_000;

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> shared;

    public RedisLink(String url) {
        RedisURI uri = RedisURI.create(url);
        uri.setTimeout(LONGEST_ANSWER);
        client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_QUEUED)
                .socketOptions(
                        SocketOptions.builder().connectTimeout(LONGEST_ANSWER).build())
                .timeoutOptions(TimeoutOptions.enabled(LONGEST_ANSWER))
                .build());
        shared = client.connect();
    }

    /** The connection for everything that does not block. */
    StatefulRedisConnection<String, String> shared() {
        return shared;
    }

    /** A connection that a blocking command may occupy. */
    StatefulRedisConnection<String, String> newConnection() {
        return client.connect();
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
