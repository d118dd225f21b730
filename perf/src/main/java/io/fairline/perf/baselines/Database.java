package io.fairline.perf.baselines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * PostgreSQL behind a pool. Blocking work runs on virtual threads, which cost less than a reactive driver and let an
 * approach be written down as its fans would.
 */
public final class Database implements AutoCloseable {

    private static final long LONGEST_WAIT_MILLIS = 2_000;
    private static final String LOCK_NOT_AVAILABLE = "55P03"; // of PostgreSQL's SQL states

    private final HikariDataSource pool;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** What is done within one transaction. */
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** What blocks, and may fail as anything does that asks a server. */
    interface Blocking<T> {
        T call() throws SQLException, InterruptedException;
    }

    /** Connects, and makes the tables where they are missing. */
    public Database(String jdbcUrl, String user, String password, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(connections);
        config.setAutoCommit(false);
        config.setConnectionTimeout(LONGEST_WAIT_MILLIS);
        // Prepared on the server at first use, and every wait there bounded.
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("options", "-c lock_timeout=2s -c statement_timeout=5s");
        config.addDataSourceProperty("socketTimeout", "10");
        pool = new HikariDataSource(config);
        try {
            inTransaction(Database::makeTables);
        } catch (SQLException e) {
            pool.close();
            throw new IllegalStateException("the tables cannot be made in " + jdbcUrl, e);
        }
    }

    /** Does the work and commits; whatever it throws rolls it back. */
    public <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** The same on a virtual thread. */
    public <T> CompletionStage<T> inTransactionLater(Work<T> work) {
        return later(() -> inTransaction(work));
    }

    /** An order's transaction; where no connection or lock was free in time, nothing was written and the answer says so. */
    CompletionStage<Outcome> decideLater(Work<Outcome> work) {
        return later(() -> decide(work));
    }

    Outcome decide(Work<Outcome> work) throws SQLException {
        try {
            return inTransaction(work);
        } catch (SQLTransientConnectionException e) {
            return Outcome.OVERLOADED; // of the pool: all connections stayed busy
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return Outcome.OVERLOADED;
            }
            throw e;
        }
    }

    <T> CompletionStage<T> later(Blocking<T> blocking) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return blocking.call();
                    } catch (SQLException e) {
                        throw new CompletionException(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new CompletionException(e);
                    }
                },
                threads);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        pool.close();
    }

    private static boolean makeTables(Connection connection) throws SQLException {
        try (InputStream script = Database.class.getResourceAsStream("schema.sql");
                Statement statement = connection.createStatement()) {
            if (script == null) {
                throw new IllegalStateException("schema.sql is not where this class is");
            }
            return statement.execute(new String(script.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("schema.sql cannot be read", e);
        }
    }
}
