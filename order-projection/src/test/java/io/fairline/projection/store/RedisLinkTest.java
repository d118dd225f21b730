package io.fairline.projection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The connections to Redis, by the real one. */
class RedisLinkTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 5;
    private static final String USER = "without-channels";

    private final URI address = URI.create(LocalServers.shared().redis().url());

    @Test
    void subscriptionThatIsRefusedIsTriedAgainOnOneConnection() {
        try (RedisClient admin = RedisClient.create(address.toString());
                StatefulRedisConnection<String, String> connection = admin.connect()) {
            RedisCommands<String, String> redis = connection.sync();
            redis.aclSetuser(
                    USER,
                    AclSetuserArgs.Builder.on()
                            .nopass()
                            .allKeys()
                            .resetChannels()
                            .allCommands());
            Announcements announcements = new Announcements();
            AtomicInteger attempts = new AtomicInteger();
            RedisSettings settings = new RedisSettings(
                    "redis://%s:any@%s:%d".formatted(USER, address.getHost(), address.getPort()), SOON, SOON, SOON);
            try (RedisLink link = new RedisLink(settings, fresh -> {
                attempts.incrementAndGet();
                announcements.subscribe(fresh, "announcements");
            })) {
                await().atMost(SOON).until(() -> attempts.get() >= ATTEMPTS);

                assertThat(link.subscribed()).isFalse();
                assertThat(connectionsOfUser(redis)).isEqualTo(2);

                redis.aclSetuser(USER, AclSetuserArgs.Builder.allChannels());
                await().atMost(SOON).until(link::subscribed);
                assertThat(connectionsOfUser(redis)).isEqualTo(2);
            } finally {
                redis.aclDeluser(USER);
            }
        }
    }

    private static long connectionsOfUser(RedisCommands<String, String> redis) {
        return redis.clientList()
                .lines()
                .filter(line -> line.contains(" user=" + USER + " "))
                .count();
    }
}
