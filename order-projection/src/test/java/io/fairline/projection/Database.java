package io.fairline.projection;

import io.fairline.local.PostgresDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The tests' own look at the tables. */
record Database(PostgresDatabase at) {

    /** Every row that follows from the events, as text, in a fixed order. */
    List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (String table : List.of("orders", "deals", "stock_ledger", "partitions")) {
            rows.addAll(column("SELECT '%s ' || t::text FROM %s AS t ORDER BY 1".formatted(table, table)));
        }
        return rows;
    }

    long count(String table) {
        return Long.parseLong(column("SELECT count(*)::text FROM " + table).getFirst());
    }

    /** The first column of the query's rows. */
    List<String> column(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(at.jdbcUrl(), at.user(), at.password());
    }
}
