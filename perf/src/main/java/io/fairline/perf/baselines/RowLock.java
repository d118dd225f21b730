package io.fairline.perf.baselines;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CompletionStage;

/** Locks the deal's row, looks, then sells: {@code SELECT … FOR UPDATE}. Whoever holds the lock holds it until its commit is on disk. */
final class RowLock implements Baseline {

    private static final String LOCK = "SELECT available FROM deals WHERE deal_id = ? FOR UPDATE";

    private final Database database;

    RowLock(Database database) {
        this.database = database;
    }

    @Override
    public void open(Deal deal) {}

    @Override
    public CompletionStage<Outcome> place(Order order) {
        return database.decideLater(connection -> lockedStock(connection, order.dealId()) < order.quantity()
                ? OrderTable.withoutSelling(connection, order)
                : OrderTable.sell(connection, order));
    }

    @Override
    public void close() {}

    private static int lockedStock(Connection connection, int dealId) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setInt(1, dealId);
            try (ResultSet rows = lock.executeQuery()) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        }
    }
}
