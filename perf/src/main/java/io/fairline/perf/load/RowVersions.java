package io.fairline.perf.load;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Asks how new the rows of orders are, over one connection. */
final class RowVersions implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement statement;

    RowVersions(Target.Storage storage) throws SQLException {
        this.connection = storage.connect();
        // A plan that was made while the table was empty would read all of it, at the measured system's expense.
        try (Statement planner = connection.createStatement()) {
            planner.execute("SET enable_seqscan = off");
        }
        this.statement = connection.prepareStatement("SELECT order_id, version FROM orders WHERE order_id = ANY (?)");
    }

    /** By order; one without a row is left out. */
    Map<UUID, Long> of(List<UUID> orderIds) throws SQLException {
        Array ids = connection.createArrayOf("uuid", orderIds.toArray());
        statement.setArray(1, ids);
        Map<UUID, Long> versions = new HashMap<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                versions.put(rows.getObject(1, UUID.class), rows.getLong(2));
            }
        }
        return versions;
    }

    /** Closes the statement too. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // it served to read only
        }
    }
}
