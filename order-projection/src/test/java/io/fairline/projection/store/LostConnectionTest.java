package io.fairline.projection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.projection.domain.Advance;
import io.fairline.projection.domain.Order;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;

/** A Redis that was lost and is back may hold what it held long ago, with leases that look alive. */
@ExtendWith(OutputCaptureExtension.class)
class LostConnectionTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int PARTITION = 3;
    private static final UUID ORDER = UUID.fromString("00000007-0000-8000-8000-000000000001");
    private static final String USER = "loses-its-connections";
    private static final Pattern ID = Pattern.compile("^id=(\\d+) .* user=" + USER + " .*");

    private final URI address = URI.create(LocalServers.shared().redis().url());
    private final RedisClient client = RedisClient.create(address.toString());
    private final StatefulRedisConnection<String, String> connection = client.connect();
    private final RedisCommands<String, String> redis = connection.sync();

    @BeforeEach
    void admit() {
        redis.aclSetuser(
                USER,
                AclSetuserArgs.Builder.on().nopass().allKeys().allChannels().allCommands());
    }

    @AfterEach
    void end() {
        redis.aclDeluser(USER);
        client.close();
    }

    @Test
    void nothingIsBelievedForAsLongAsALeaseOfBeforeMayLive() {
        try (StoreOfATest store = storeWithLeasesOf(Duration.ofSeconds(3))) {
            redis.set(
                    store.keys().lease(PARTITION),
                    CacheEntries.digits(7) + CacheEntries.reached(new PartitionState(PARTITION, 6, 5)));
            Mono<CacheAnswer<Order>> look = store.reader().look(store.keys().order(ORDER), PARTITION, Order.class);
            await().atMost(SOON).until(() -> look.block() instanceof CacheAnswer.Missing<?>);

            breakConnections(store);

            assertThat(look.block()).isEqualTo(new CacheAnswer.Blind<Order>());
            assertThat(store.redis().commands()).isNotNull();
        }
    }

    @Test
    void whatIsWrittenNextBeginsAnotherEpoch() {
        // So long that nobody renews one meanwhile: what comes next is the write.
        try (StoreOfATest store = storeWithLeasesOf(Duration.ofMinutes(10))) {
            await().atMost(SOON).until(() -> store.redis().commands() != null);
            store.publisher().own(List.of(new PartitionState(PARTITION, 0, -1)));
            apply(store, 0, 5);
            await().atMost(SOON).until(() -> epoch(store) != null);
            String before = String.valueOf(epoch(store));

            breakConnections(store);
            apply(store, 5, 9);

            await().atMost(SOON).until(() -> String.valueOf(epoch(store)).compareTo(before) > 0);
        }
    }

    @Test
    void lossAndReturnAreTold(CapturedOutput output) {
        try (StoreOfATest store = storeWithLeasesOf(Duration.ofSeconds(3))) {
            breakConnections(store);

            await().atMost(SOON)
                    .until(() -> output.toString().contains("Redis is away")
                            && output.toString().contains("Redis answers again"));
        }
    }

    private StoreOfATest storeWithLeasesOf(Duration lease) {
        String url = "redis://%s:any@%s:%d".formatted(USER, address.getHost(), address.getPort());
        return new StoreOfATest(LocalServers.shared(), url, lease);
    }

    /** Until both are back. */
    private void breakConnections(StoreOfATest store) {
        await().atMost(SOON).until(() -> store.redis().subscribed());
        Set<String> before = connections();
        redis.clientKill(KillArgs.Builder.user(USER));
        await().pollInterval(Duration.ofMillis(20)).atMost(SOON).until(() -> {
            Set<String> now = connections();
            return now.size() == before.size()
                    && Collections.disjoint(now, before)
                    && store.redis().subscribed()
                    && store.redis().commands() != null;
        });
    }

    private Set<String> connections() {
        return redis.clientList()
                .lines()
                .map(ID::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .collect(Collectors.toSet());
    }

    private @Nullable String epoch(StoreOfATest store) {
        return redis.get(store.keys().epoch(PARTITION));
    }

    private static void apply(StoreOfATest store, long from, long to) {
        store.advance(PARTITION, from, to);
        List<Advance> advances = List.of(new Advance(PARTITION, from, to, to));
        store.publisher().publish(new AppliedBatch(System.nanoTime(), advances, List.of(), List.of(), Set.of()));
    }
}
