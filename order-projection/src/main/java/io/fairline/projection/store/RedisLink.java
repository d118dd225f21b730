package io.fairline.projection.store;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateAdapter;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to Redis, or their absence, which is no error: nothing here ever waits for Redis to come back.
 *
 * <p>While disconnected commands are refused instead of queued: a queued write would land late, over a newer one.
 */
final class RedisLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final int QUEUED_COMMANDS = 10_000;
    private static final Duration RECONNECT_DELAY = Duration.ofMillis(500);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    private final ClientResources resources;
    private final RedisClient client;
    private final Consumer<StatefulRedisPubSubConnection<String, String>> whenSubscribable;
    private final ScheduledExecutorService connecting = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("redis-connect").factory());
    private final AtomicBoolean toldAway = new AtomicBoolean();
    private final List<Runnable> whenLost = new CopyOnWriteArrayList<>();
    private final RedisSettings settings;
    private volatile boolean closed;
    private volatile long connectedNanos = System.nanoTime();
    private volatile long aloneUntilNanos = System.nanoTime();
    private volatile @Nullable StatefulRedisConnection<String, String> commands;
    private volatile @Nullable StatefulRedisPubSubConnection<String, String> subscription;
    // Confined to the connecting thread.
    private @Nullable StatefulRedisPubSubConnection<String, String> unsubscribed;

    /** @param whenSubscribable called with the connection that may subscribe, again and again until it throws nothing */
    RedisLink(RedisSettings settings, Consumer<StatefulRedisPubSubConnection<String, String>> whenSubscribable) {
        this.whenSubscribable = whenSubscribable;
        this.settings = settings;
        RedisURI uri = settings.address();
        uri.setTimeout(settings.timeout());
        resources = ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(Delay.constant(RECONNECT_DELAY))
                .build();
        client = RedisClient.create(resources, uri);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(QUEUED_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(settings.timeout()))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT_TIMEOUT)
                        .keepAlive(true)
                        .build())
                // What was under way when the connection broke has failed for its caller: it must not run again.
                .replayFilter(command -> true)
                .build());
        client.addListener(new RedisConnectionStateAdapter() {
            @Override
            public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
                connectedNanos = System.nanoTime();
                if (commands != null && toldAway.compareAndSet(true, false)) {
                    LOG.info("Redis answers again");
                }
            }

            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
                whenLost.forEach(Runnable::run);
                tellAway("the connection broke");
            }
        });
        var _ = connecting.scheduleWithFixedDelay(this::connect, 0, RECONNECT_DELAY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Redis was too slow, or failed: it is not used for as long as a lease may live that a call under way renews. */
    void leaveAlone() {
        aloneUntilNanos = System.nanoTime() + settings.longestTrust().toNanos();
    }

    /** The connection's commands, or null while there is none to use. */
    @Nullable
    RedisAsyncCommands<String, String> commands() {
        StatefulRedisConnection<String, String> connection = commands;
        boolean leftAlone = System.nanoTime() - aloneUntilNanos < 0;
        return connection != null && connection.isOpen() && !leftAlone ? connection.async() : null;
    }

    /**
     * Whether the connection has been there for longer than a lease can live. A Redis that was restarted comes back with
     * what it had saved, leases too: it is not believed before those have run out.
     */
    boolean outlivedLeases() {
        return System.nanoTime() - connectedNanos > settings.leaseTtl().toNanos();
    }

    /** Called whenever a connection breaks: what Redis holds when it is back may be older than what it held. */
    void whenLost(Runnable action) {
        whenLost.add(action);
    }

    boolean subscribed() {
        StatefulRedisPubSubConnection<String, String> connection = subscription;
        return connection != null && connection.isOpen();
    }

    /** Until both connections were there once; from then on the client reconnects by itself. */
    private void connect() {
        try {
            if (commands == null) {
                commands = client.connect();
            }
            // One connection, however often the subscription is refused: another one for each try would pile up.
            if (unsubscribed == null) {
                unsubscribed = client.connectPubSub();
            }
            whenSubscribable.accept(unsubscribed);
            subscription = unsubscribed;
            connecting.shutdown();
            toldAway.set(false);
            LOG.info("Redis answers: statuses are cached");
        } catch (RuntimeException e) {
            tellAway(String.valueOf(e.getMessage()));
        }
    }

    /** Once for each time: both connections break, and each is tried twice a second. */
    private void tellAway(String why) {
        if (!closed && toldAway.compareAndSet(false, true)) {
            LOG.warn("Redis is away, every answer comes from Postgres until it is back: {}", why);
        }
    }

    @Override
    public void close() {
        closed = true;
        connecting.shutdownNow();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        var _ = resources.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
