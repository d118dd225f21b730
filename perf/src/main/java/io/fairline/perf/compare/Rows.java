package io.fairline.perf.compare;

import io.fairline.local.PostgresDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads decisions. Fairline and the alternatives call the columns alike, but for the place in line. */
final class Rows {

    private Rows() {}

    static List<Row> of(Contender contender, List<Integer> deals) {
        String query =
                "SELECT order_id, deal_id, quantity, status <> 'REJECTED', coalesce(%s, 0) FROM orders WHERE deal_id = ANY (?)"
                        .formatted(contender.placeColumn());
        PostgresDatabase database = contender.database();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setArray(1, connection.createArrayOf("int4", deals.toArray()));
            List<Row> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(new Row(
                            rows.getObject(1, UUID.class),
                            rows.getInt(2),
                            rows.getInt(3),
                            rows.getBoolean(4),
                            rows.getLong(5)));
                }
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException("the decisions cannot be read: " + e.getMessage(), e);
        }
    }
}
