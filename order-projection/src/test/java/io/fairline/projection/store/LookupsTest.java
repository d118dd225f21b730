package io.fairline.projection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.local.PostgresDatabase;
import io.fairline.projection.domain.Advance;
import io.fairline.projection.domain.Changes;
import io.fairline.projection.domain.Counts;
import io.fairline.projection.domain.Deal;
import io.fairline.projection.domain.DealChange;
import io.fairline.projection.domain.Order;
import io.fairline.projection.domain.OrderChange;
import io.fairline.projection.domain.OrderStatus;
import io.fairline.projection.domain.Phase;
import io.fairline.projection.domain.Refusal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Rows are looked up by their keys also where the tables were empty when Postgres planned the statements. It keeps a plan until
 * statistics are gathered, a minute later: by then a deal has filled the tables, and each lookup would read all of them.
 */
class LookupsTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int PARTITION = 3;
    private static final int DEAL = 7;
    private static final Instant AT = Instant.EPOCH;
    // Postgres plans a statement anew for the first five times.
    private static final int TIMES = 10;

    private final PostgresDatabase database = LocalServers.shared().postgres().newDatabase();
    private final PostgresSettings settings = new PostgresSettings(
            database.r2dbcUrl(), database.user(), database.password(), 1, LONG, LONG, LONG, LONG, LONG, LONG);

    @Test
    void noTableIsReadAsAWhole() throws SQLException {
        Migrations.run(settings);
        try (Postgres postgres = new Postgres(settings)) {
            new PartitionStates(postgres.forTheLog())
                    .claim(StoreOfATest.PARTITIONS)
                    .block();
            EventStore events = new EventStore(postgres.forTheLog(), postgres.transactions());
            StatusQueries statuses = new StatusQueries(postgres.forQueries());
            for (int n = 0; n < TIMES; n++) {
                events.apply(List.of(new Advance(PARTITION, n, n + 1, n + 1)), changes(n))
                        .block();
                assertThat(statuses.orders(List.of(new StatusKey<>(orderId(n), PARTITION)))
                                .block())
                        .isNotEmpty();
                assertThat(statuses.deals(List.of(new StatusKey<>(DEAL, PARTITION)))
                                .block())
                        .isNotEmpty();
            }
        }

        // Whoever was connected tells what they read when they leave.
        await().atMost(LONG).until(() -> rows("idx_scan", "orders") >= 2 * TIMES && rows("idx_scan", "deals") >= TIMES);
        assertThat(rows("seq_tup_read", "orders")).isZero();
        assertThat(rows("seq_tup_read", "deals")).isZero();
    }

    /** A new order beside the deal's new counts, and what was answered about the order before. */
    private static Changes changes(int n) {
        OrderChange placed = new OrderChange.Placed(new Order(
                orderId(n), DEAL, "alice", 1, OrderStatus.RESERVED, null, n + 1L, null, AT, AT, n + 1L, n, null));
        Counts counts = new Counts(TIMES - n, n, 0);
        if (n == 0) {
            Deal deal = new Deal(DEAL, "Lamp", Phase.OPEN, counts, 1, 60, null, AT, 1, null);
            return new Changes(List.of(placed), List.of(new DealChange.Opened(deal)), List.of(), Set.of());
        }
        Refusal refusal = new Refusal("CONFIRM_ORDER", "HOLD_EXPIRED", "alice", AT);
        return new Changes(
                List.of(placed, new OrderChange.Refused(orderId(n - 1), n + 1L, n, refusal)),
                List.of(new DealChange.Moved(DEAL, null, counts, n + 1L, n + 1L, false, null)),
                List.of(),
                Set.of());
    }

    private static UUID orderId(int n) {
        return new UUID(0x0000000700008000L, 0x8000000000000000L + n);
    }

    private long rows(String counter, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        settings.address().jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT %s FROM pg_stat_user_tables WHERE relname = '%s'".formatted(counter, table))) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }
}
