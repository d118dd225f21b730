package io.fairline.perf.baselines;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Redis behind connections that pipeline by themselves. What cannot be sent at once is refused, not kept for later. */
public final class RedisLink implements AutoCloseable {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);
    private static final int MOST_FLUSHED_TOGETHER = 64;
    private static final int MOST_QUEUED = 10_000;

    private final ClientResources resources;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> shared;

    public RedisLink(String url) {
        RedisURI uri = RedisURI.create(url);
        uri.setTimeout(LONGEST_ANSWER);
        resources =
                ClientResources.builder().nettyCustomizer(new OneFlushForMany()).build();
        client = RedisClient.create(resources, uri);
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
        Future<Boolean> _ = resources.shutdown(0, LONGEST_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Commands that are written close together leave together, as in order-intake. */
    private static final class OneFlushForMany implements NettyCustomizer {

        @Override
        public void afterChannelInitialized(Channel channel) {
            channel.pipeline().addFirst(new FlushConsolidationHandler(MOST_FLUSHED_TOGETHER, true));
        }
    }
}
