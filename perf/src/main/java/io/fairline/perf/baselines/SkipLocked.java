package io.fairline.perf.baselines;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CompletionStage;

/**
 * Gives every unit a row and takes the first free ones: {@code FOR UPDATE SKIP LOCKED}. Nobody waits for anybody, so
 * nobody stands in line either. The number of the first unit taken counts as the place.
 */
final class SkipLocked implements Baseline {

    private static final String OPEN = """
            INSERT INTO units SELECT ?, unit FROM generate_series(1, ?) unit ON CONFLICT DO NOTHING""";
    private static final String TAKE = """
            WITH free AS (
                SELECT unit FROM units WHERE deal_id = ? AND order_id IS NULL
                ORDER BY unit LIMIT ? FOR UPDATE SKIP LOCKED),
            taken AS (
                UPDATE units SET order_id = ? FROM free WHERE units.deal_id = ? AND units.unit = free.unit
                RETURNING units.unit)
            INSERT INTO orders SELECT ?, ?, ?, ?, 'RESERVED', min(unit), ? FROM taken HAVING count(*) = ?
            ON CONFLICT (order_id) DO NOTHING
            RETURNING sequence""";

    private final Database database;

    SkipLocked(Database database) {
        this.database = database;
    }

    @Override
    public void open(Deal deal) throws SQLException {
        database.inTransaction(connection -> {
            try (PreparedStatement patience = connection.prepareStatement("SET LOCAL statement_timeout = '60s'");
                    PreparedStatement insert = connection.prepareStatement(OPEN);
                    PreparedStatement analyze = connection.prepareStatement("ANALYZE units")) {
                patience.execute();
                insert.setInt(1, deal.dealId());
                insert.setInt(2, deal.stock());
                insert.executeUpdate();
                return analyze.execute(); // or the first searches are planned for an empty table
            }
        });
    }

    @Override
    public CompletionStage<Outcome> place(Order order) {
        return database.decideLater(connection ->
                take(connection, order) ? Outcome.RESERVED : OrderTable.withoutSelling(connection, order));
    }

    @Override
    public void close() {}

    private static boolean take(Connection connection, Order order) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setInt(1, order.dealId());
            take.setInt(2, order.quantity());
            take.setObject(3, order.id());
            take.setInt(4, order.dealId());
            OrderTable.bindOrder(take, 5, order);
            take.setInt(9, order.instance());
            take.setInt(10, order.quantity());
            try (ResultSet taken = take.executeQuery()) {
                return taken.next();
            }
        }
    }
}
