package io.fairline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;

/** What a server was told before a power cut it still knows afterwards, at the same address. */
class ServersSurviveTest {

    @Test
    void killedServersComeBackWithTheirData() throws Exception {
        try (LocalServers servers = LocalServers.dedicated()) {
            String prefix = servers.newTopicPrefix();
            PostgresDatabase database = servers.postgres().newDatabase();
            execute(database, "CREATE TABLE survivors (name text)");

            servers.registry().kill();
            servers.kafka().kill();
            servers.postgres().kill();
            assertThat(servers.postgres().isRunning()).isFalse();
            assertThat(servers.postgres().unexpectedExit())
                    .as("we asked for it")
                    .isEmpty();

            servers.postgres().start();
            servers.kafka().start();
            servers.registry().start();

            execute(database, "INSERT INTO survivors VALUES ('one')");
            assertThat(topicsOf(servers)).contains(prefix + "order-commands");
            assertThat(HttpGet.body(servers.registry().url() + "/apis/ccompat/v7/subjects"))
                    .contains(prefix + "order-commands-value");
        }
    }

    @Test
    void redisStopsAndStartsAtItsPort() {
        try (LocalServers servers = LocalServers.dedicated()) {
            String url = servers.redis().url();

            servers.redis().stop();
            assertThat(servers.redis().isRunning()).isFalse();
            servers.redis().start();

            assertThat(servers.redis().isRunning()).isTrue();
            assertThat(servers.redis().url()).isEqualTo(url);
        }
    }

    private static void execute(PostgresDatabase database, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Iterable<String> topicsOf(LocalServers servers) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers.kafka().bootstrapServers()))) {
            return admin.listTopics().names().get();
        }
    }
}
