package io.fairline.projection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Redis itself refuses, whoever still believes in an epoch. */
class CacheScriptsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final RedisClient client =
            RedisClient.create(LocalServers.shared().redis().url());
    private final StatefulRedisConnection<String, String> redis = client.connect();
    private final String prefix = UUID.randomUUID() + ":";
    private final String lease = prefix + "lease";
    private final String order = prefix + "order";

    @AfterEach
    void end() {
        client.close();
    }

    @Test
    void leaseIsRenewedWhileItLives() {
        assertThat(write(1, LONG, "RESERVED")).isTrue();
        assertThat(write(1, LONG, "CONFIRMED")).isTrue();
        assertThat(redis.sync().get(order)).endsWith("CONFIRMED");
    }

    @Test
    void leaseThatRanOutIsNotRevivedByItsOwnEpoch() {
        assertThat(write(1, SHORT, "RESERVED")).isTrue();
        awaitLeaseRunOut();

        assertThat(write(1, LONG, "CONFIRMED")).isFalse();
        assertThat(redis.sync().exists(lease)).isZero();
        assertThat(redis.sync().get(order)).endsWith("RESERVED");
    }

    @Test
    void nextEpochBeginsWithALeaseOfItsOwn() {
        assertThat(write(1, SHORT, "RESERVED")).isTrue();
        awaitLeaseRunOut();

        assertThat(write(2, LONG, "CONFIRMED")).isTrue();
        assertThat(redis.sync().get(lease)).startsWith(CacheEntries.digits(2));
        assertThat(write(1, LONG, "RESERVED")).as("the epoch before").isFalse();
    }

    @Test
    void leaseGoesForwardAlsoWhereNoCommandWasApplied() {
        assertThat(write(1, LONG, "RESERVED", 5)).isTrue();
        assertThat(write(1, LONG, "RESERVED", 7)).isTrue();
        assertThat(write(1, LONG, "RESERVED", 6)).isTrue();

        assertThat(CacheEntries.nextOffsetOf(redis.sync().get(lease))).isEqualTo(7);
    }

    private void awaitLeaseRunOut() {
        await().atMost(SOON).until(() -> redis.sync().exists(lease) == 0);
    }

    private boolean write(long epoch, Duration leaseTtl, String status) {
        return write(epoch, leaseTtl, status, epoch);
    }

    private boolean write(long epoch, Duration leaseTtl, String status, long nextOffset) {
        return new CacheScripts()
                .writeEntries(
                        redis.async(),
                        List.of(prefix + "epoch", lease, order),
                        List.of(
                                CacheEntries.digits(epoch),
                                CacheEntries.reached(new PartitionState(0, nextOffset, epoch)),
                                Long.toString(leaseTtl.toMillis()),
                                Long.toString(LONG.toMillis()),
                                CacheEntries.digits(epoch) + CacheEntries.digits(status.length()) + status))
                .toCompletableFuture()
                .join();
    }
}
