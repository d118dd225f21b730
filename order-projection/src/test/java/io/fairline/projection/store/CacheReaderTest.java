package io.fairline.projection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.projection.domain.Order;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Whether Redis is asked, and believed. */
class CacheReaderTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int PARTITION = 3;
    private static final UUID ORDER = UUID.fromString("00000007-0000-8000-8000-000000000001");

    private final RedisClient client =
            RedisClient.create(LocalServers.shared().redis().url());
    private final StoreOfATest store = new StoreOfATest(LocalServers.shared());

    @AfterEach
    void end() {
        store.close();
        client.close();
    }

    @Test
    void whoeverWaitsLooksEachTimeAsThingsStandThen() {
        try (StatefulRedisConnection<String, String> redis = client.connect()) {
            redis.sync()
                    .set(
                            store.keys().lease(PARTITION),
                            CacheEntries.digits(7) + CacheEntries.reached(new PartitionState(PARTITION, 6, 5)));
        }
        // Kept for as long as somebody waits, and subscribed to again and again.
        Mono<CacheAnswer<Order>> look = store.reader().look(store.keys().order(ORDER), PARTITION, Order.class);
        assertThat(look.block()).isEqualTo(new CacheAnswer.Blind<Order>());
        await().atMost(SOON).until(() -> new CacheAnswer.Missing<Order>(7, 5).equals(look.block()));

        store.redis().leaveAlone();

        assertThat(look.block()).isEqualTo(new CacheAnswer.Blind<Order>());
    }
}
