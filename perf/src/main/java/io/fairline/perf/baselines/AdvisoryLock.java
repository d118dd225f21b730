package io.fairline.perf.baselines;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletionStage;

/**
 * Locks the deal's number in the server's memory, then sells: {@code pg_advisory_xact_lock}. Waiting there is cheaper
 * than at a row, whose every new version the waiters must follow.
 */
final class AdvisoryLock implements Baseline {

    // A statement of its own: the next one must see what the lock's last holder has committed.
    private static final String LOCK = "SELECT pg_advisory_xact_lock(7302, ?)";

    private final Database database;

    AdvisoryLock(Database database) {
        this.database = database;
    }

    @Override
    public void open(Deal deal) {}

    @Override
    public CompletionStage<Outcome> place(Order order) {
        return database.decideLater(connection -> {
            lock(connection, order.dealId());
            return OrderTable.sell(connection, order);
        });
    }

    @Override
    public void close() {}

    private static void lock(Connection connection, int dealId) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setInt(1, dealId);
            lock.execute();
        }
    }
}
