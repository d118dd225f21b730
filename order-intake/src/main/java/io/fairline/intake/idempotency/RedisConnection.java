package io.fairline.intake.idempotency;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.HashedWheelTimer;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to Redis that may be missing at any time, the start included; it comes back by itself. */
final class RedisConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisConnection.class);
    private static final Duration RECONNECT_PAUSE = Duration.ofMillis(500);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration FLUSH_PACE = Duration.ofMillis(1);
    /** The timer's default of 100 ms would turn a bound of 50 ms into one of 150. */
    private static final int TIMER_TICK_MILLIS = 5;

    private final HashedWheelTimer timer = new HashedWheelTimer(
            new DefaultThreadFactory("redis-timer", true), TIMER_TICK_MILLIS, TimeUnit.MILLISECONDS);
    private final ClientResources resources = DefaultClientResources.builder()
            .timer(timer)
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .reconnectDelay(Delay.constant(RECONNECT_PAUSE))
            .nettyCustomizer(new LoopNotice())
            .build();
    private final RedisClient client;
    private final RedisURI uri;
    private final PacedFlush flush = new PacedFlush(this::flush, FLUSH_PACE);
    private volatile @Nullable StatefulRedisConnection<String, String> connection;
    private volatile @Nullable EventLoop loop;
    private volatile boolean closed;

    RedisConnection(RedisSettings settings) {
        this.uri = settings.address();
        this.client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(true)
                // A command that waits for a connection would be answered late, or replayed later: refuse it now.
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(settings.maxQueued())
                .timeoutOptions(TimeoutOptions.enabled(settings.timeout()))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT_TIMEOUT)
                        .keepAlive(true)
                        .build())
                .build());
    }

    /** Starts connecting and does not wait for it: orders are taken without Redis too. */
    void start() {
        connect(0);
    }

    /** Sends a command, or returns null: until the first connection stands, and when this is closed. */
    <T extends @Nullable Object> @Nullable CompletionStage<T> send(
            Function<RedisAsyncCommands<String, String>, RedisFuture<T>> command) {
        StatefulRedisConnection<String, String> present = connection;
        EventLoop current = loop;
        if (present == null || current == null || closed) {
            return null;
        }
        CompletionStage<T> answer = command.apply(present.async());
        flush.soon(current);
        return answer;
    }

    private void connect(int attempt) {
        CompletionStage<?> _ = client.connectAsync(StringCodec.ASCII, uri).whenComplete((connected, failure) -> {
            if (failure == null) {
                connected.setAutoFlushCommands(false);
                connection = connected;
                LOG.info("Redis remembers Idempotency-Keys at {}:{}", uri.getHost(), uri.getPort());
            } else if (!closed) {
                if (attempt == 0) {
                    LOG.warn(
                            "Redis is away ({}): orders are taken without remembering Idempotency-Keys",
                            failure.getMessage());
                }
                timer.newTimeout(_ -> connect(attempt + 1), RECONNECT_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        });
    }

    private void flush() {
        StatefulRedisConnection<String, String> present = connection;
        if (present != null) {
            present.flushCommands();
        }
    }

    /** Learns which thread serves the connection: a flush from any other wakes one more. */
    private final class LoopNotice implements NettyCustomizer {

        @Override
        public void afterChannelInitialized(Channel channel) {
            loop = channel.eventLoop();
        }
    }

    @Override
    public void close() {
        closed = true;
        client.shutdown(Duration.ZERO, CONNECT_TIMEOUT);
        Future<Boolean> _ = resources.shutdown(0, CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        timer.stop();
    }
}
