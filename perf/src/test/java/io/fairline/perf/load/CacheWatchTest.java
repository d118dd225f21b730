package io.fairline.perf.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.local.PostgresDatabase;
import io.fairline.perf.fairness.CachedStatus;
import io.fairline.perf.fairness.OrderStatus;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real cache beside real rows, written by hand in the order that the projection never would. */
class CacheWatchTest {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final UUID DATABASE = UUID.randomUUID();
    private static final UUID ORDER = UUID.randomUUID();

    private final PostgresDatabase database = LocalServers.shared().postgres().newDatabase();
    private final Target.Storage storage = new Target.Storage(
            database.jdbcUrl(),
            database.user(),
            database.password(),
            LocalServers.shared().redis().url());
    private final RedisClient client = RedisClient.create(storage.redisUrl());
    private final StatefulRedisConnection<String, String> redis = client.connect();

    @BeforeEach
    void writeARowAtVersionOne() throws SQLException {
        sql("CREATE TABLE projection_identity (database_id uuid)");
        sql("INSERT INTO projection_identity VALUES ('%s')".formatted(DATABASE));
        sql("CREATE TABLE orders (order_id uuid PRIMARY KEY, version bigint)");
        sql("INSERT INTO orders VALUES ('%s', 1)".formatted(ORDER));
    }

    @AfterEach
    void close() {
        redis.close();
        client.shutdown();
    }

    @Test
    void seesWhatTheCacheKnewBeforeTheDatabase() {
        putIntoTheCache(2, OrderStatus.CONFIRMED);
        WatchedOrders orders = new WatchedOrders();
        orders.offer(ORDER);

        try (CacheWatch watch = new CacheWatch(storage, orders)) {
            await().atMost(LIMIT).until(() -> !watch.seen().isEmpty());

            assertThat(watch.seen()).containsOnly(new CachedStatus(ORDER, OrderStatus.CONFIRMED, 2, 1));
            assertThat(watch.unanswered()).isZero();
        }
    }

    @Test
    void goesOnWhenTheDatabaseAnswersAgain() throws SQLException {
        sql("ALTER TABLE orders RENAME TO elsewhere");
        putIntoTheCache(1, OrderStatus.RESERVED);
        WatchedOrders orders = new WatchedOrders();
        orders.offer(ORDER);

        try (CacheWatch watch = new CacheWatch(storage, orders)) {
            await().atMost(LIMIT).until(() -> watch.unanswered() > 0);
            assertThat(watch.seen()).isEmpty();
            sql("ALTER TABLE elsewhere RENAME TO orders");

            await().atMost(LIMIT).until(() -> !watch.seen().isEmpty());
        }
    }

    private void putIntoTheCache(long version, OrderStatus status) {
        redis.sync()
                .set(
                        "fairline:%s:order:%s".formatted(DATABASE, ORDER),
                        "%016x%016x{\"status\":\"%s\"}".formatted(1, version, status));
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = storage.connect();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
