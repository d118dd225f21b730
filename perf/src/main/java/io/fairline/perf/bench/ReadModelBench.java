package io.fairline.perf.bench;

import io.fairline.local.PostgresDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Watches the read model fill: how many events its deals' rows have taken in, every now and then. */
public final class ReadModelBench {

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final long PAUSE_MILLIS = 50;
    private static final String NO_SUCH_TABLE = "42P01";

    /** From the first batch that was seen in the database to the last. */
    public record Result(double seconds, double perSecond) {}

    private final PostgresDatabase database;

    public ReadModelBench(PostgresDatabase database) {
        this.database = database;
    }

    /** Returns when so many events are applied; to be called before the projection is up. */
    public Result awaitAll(long events, Runnable everySecond) {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                PreparedStatement query = connection.prepareStatement("SELECT coalesce(sum(sequence), 0) FROM deals")) {
            long deadline = System.nanoTime() + LIMIT.toNanos();
            long firstNanos = 0;
            long first = 0;
            EverySecond ticker = new EverySecond(everySecond);
            while (System.nanoTime() < deadline) {
                long applied = applied(query);
                long now = System.nanoTime();
                if (applied > 0 && firstNanos == 0) {
                    firstNanos = now;
                    first = applied;
                }
                ticker.at(now);
                if (applied >= events) {
                    double seconds = (now - firstNanos) / 1e9;
                    return new Result(seconds, (applied - first) / seconds);
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            throw new IllegalStateException("not all events were applied in time: read the projection's log");
        } catch (SQLException e) {
            throw new IllegalStateException("the read model cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static long applied(PreparedStatement query) throws SQLException {
        try (ResultSet result = query.executeQuery()) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            if (NO_SUCH_TABLE.equals(e.getSQLState())) {
                return 0; // the projection has not come to its migrations yet
            }
            throw e;
        }
    }
}
