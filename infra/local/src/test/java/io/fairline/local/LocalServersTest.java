package io.fairline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;

class LocalServersTest {

    private static final LocalServers SERVERS = LocalServers.shared();

    @Test
    void everyPrefixHasItsTopicsAndSchemas() throws Exception {
        String prefix = SERVERS.newTopicPrefix();

        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, SERVERS.kafka().bootstrapServers()))) {
            Set<String> topics = admin.listTopics().names().get();
            assertThat(topics)
                    .contains(prefix + "order-commands", prefix + "order-events", prefix + "deals")
                    .contains(prefix + "order-commands-dlt");
        }
        assertThat(HttpGet.body(SERVERS.registry().url() + "/apis/ccompat/v7/subjects"))
                .contains(prefix + "order-commands-value", prefix + "order-events-value", prefix + "deals-value");
        assertThat(SERVERS.newTopicPrefix()).isNotEqualTo(prefix);
    }

    @Test
    void everyDatabaseIsNewAndOwnedByItsUser() throws Exception {
        PostgresDatabase database = SERVERS.postgres().newDatabase();

        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (x int)");
        }
        assertThat(SERVERS.postgres().newDatabase().name()).isNotEqualTo(database.name());
    }

    @Test
    void whatATestUsesIsNotTakenForLeftBehind() {
        String ours = "/" + ProcessHandle.current().pid() + "-";
        SERVERS.redis();

        assertThat(LocalServers.abandonedIn(Checkout.find()))
                .noneMatch(folder -> folder.root().toString().contains(ours));
    }
}
