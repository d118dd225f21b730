package io.fairline.perf.load;

import io.fairline.perf.fairness.DealRow;
import io.fairline.perf.fairness.LedgerRow;
import io.fairline.perf.fairness.OrderRow;
import io.fairline.perf.fairness.OrderStatus;
import io.fairline.perf.fairness.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads the read model's rows, as an auditor with a look into its database would. */
final class StorageReader {

    private static final int FETCH_ROWS = 10_000;

    private final Target.Storage storage;
    private final List<Integer> dealIds;

    /** Reads rows of these deals and of no others. */
    StorageReader(Target.Storage storage, List<Integer> dealIds) {
        this.storage = storage;
        this.dealIds = dealIds;
    }

    private interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    List<OrderRow> orders() throws SQLException {
        return read(
                "SELECT order_id, deal_id, shopper, quantity, status, reason, place_in_line,"
                        + " (extract(epoch FROM hold_until) * 1000)::bigint, version"
                        + " FROM orders WHERE deal_id = ANY (?)",
                row -> new OrderRow(
                        row.getObject(1, UUID.class),
                        row.getInt(2),
                        row.getString(3),
                        row.getInt(4),
                        OrderStatus.valueOf(row.getString(5)),
                        row.getString(6),
                        row.getLong(7),
                        row.getLong(8), // 0 for null
                        row.getLong(9)));
    }

    List<DealRow> deals() throws SQLException {
        return read(
                "SELECT deal_id, sequence, available + held + sold, available, held, sold"
                        + " FROM deals WHERE deal_id = ANY (?)",
                row -> new DealRow(
                        row.getInt(1), row.getLong(2), row.getInt(3), row.getInt(4), row.getInt(5), row.getInt(6)));
    }

    List<LedgerRow> ledger() throws SQLException {
        return read(
                "SELECT deal_id, sequence, kind, units, order_id, reason, available, held, sold,"
                        + " cause_partition, cause_offset, (extract(epoch FROM at) * 1000)::bigint FROM stock_ledger WHERE deal_id = ANY (?)",
                row -> new LedgerRow(
                        row.getInt(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getObject(5, UUID.class),
                        row.getString(6),
                        row.getInt(7),
                        row.getInt(8),
                        row.getInt(9),
                        new Position(row.getInt(10), row.getLong(11)),
                        row.getLong(12)));
    }

    /** Names the cache's keys of this database. */
    static UUID databaseId(Target.Storage storage) throws SQLException {
        try (Connection connection = storage.connect();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT database_id FROM projection_identity");
                ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getObject(1, UUID.class);
        }
    }

    private <T> List<T> read(String query, Mapper<T> mapper) throws SQLException {
        try (Connection connection = storage.connect();
                PreparedStatement statement = connection.prepareStatement(query)) {
            connection.setAutoCommit(false); // without a transaction the driver would fetch all rows at once
            statement.setFetchSize(FETCH_ROWS);
            statement.setArray(1, connection.createArrayOf("integer", dealIds.toArray()));
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(mapper.map(result));
                }
            }
            return rows;
        }
    }
}
