package io.fairline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.e2e.Shop.Accepted;
import io.fairline.local.PostgresDatabase;
import io.fairline.local.stack.LocalStack;
import io.fairline.local.stack.ServiceKind;
import io.fairline.local.stack.ServiceProcess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database is a fold of the topic and nothing else: emptied and read again from the start it is the same. */
class ReplayTest {

    private static final List<String> TABLES = List.of("orders", "deals", "stock_ledger", "partitions");
    private static final int LONG_HOLD = 86_400;

    private final LocalStack stack = Fairline.stack();
    private final Shop shop = Fairline.shop();

    @BeforeEach
    void everythingRuns() {
        Fairline.mend();
    }

    @Test
    void theWholeTopicReadIntoAnEmptyDatabaseGivesTheSameRows() throws SQLException {
        someHistory();
        Map<String, List<String>> before = rowsAtRest();

        List<ServiceProcess> projections = stack.services(ServiceKind.PROJECTION);
        projections.forEach(ServiceProcess::stop);
        empty();
        projections.forEach(ServiceProcess::start);

        Awaitility.await("the same rows again")
                .atMost(Shop.PATIENCE)
                .untilAsserted(() -> assertThat(rows()).isEqualTo(before));
        assertThat(before.get("orders")).isNotEmpty();
        assertThat(before.get("stock_ledger")).isNotEmpty();
    }

    private void someHistory() {
        int deal = shop.openDeal(4, 2, LONG_HOLD);
        int brief = shop.openDeal(1, 1, 1);
        Accepted confirmed = shop.accepted(deal, 1, "alice", null);
        Accepted cancelled = shop.accepted(deal, 2, "bob", null);
        Accepted rejected = shop.accepted(deal, 2, "carol", null);
        Accepted expired = shop.accepted(brief, 1, "dave", null);
        shop.confirm(confirmed.orderId(), shop.token("alice"));
        shop.cancel(cancelled.orderId(), shop.token("bob"));
        shop.confirm(rejected.orderId(), shop.token("carol"));
        shop.awaitStatus(confirmed, "alice", "CONFIRMED");
        shop.awaitStatus(cancelled, "bob", "CANCELLED");
        shop.awaitRefusal(rejected, "carol", "ORDER_REJECTED");
        shop.awaitStatus(expired, "dave", "CANCELLED");
    }

    /** Nobody orders any more, but a hold of another test may still run out: rows that stay the same are at rest. */
    private Map<String, List<String>> rowsAtRest() throws SQLException {
        List<Map<String, List<String>>> seen = new ArrayList<>(List.of(rows()));
        Awaitility.await("rows that no longer change")
                .atMost(Shop.PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    seen.add(rows());
                    return seen.getLast().equals(seen.get(seen.size() - 2));
                });
        return seen.getLast();
    }

    private Map<String, List<String>> rows() throws SQLException {
        Map<String, List<String>> rows = new TreeMap<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                List<String> ofTable = new ArrayList<>();
                try (ResultSet result =
                        statement.executeQuery("SELECT t::text FROM %s t ORDER BY t::text".formatted(table))) {
                    while (result.next()) {
                        ofTable.add(result.getString(1));
                    }
                }
                rows.put(table, ofTable);
            }
        }
        return rows;
    }

    private void empty() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        }
    }

    private Connection connect() throws SQLException {
        PostgresDatabase database = stack.projectionDatabase();
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }
}
