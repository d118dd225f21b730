package io.fairline.projection.store;

import io.fairline.projection.RefusesToRun;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the database's tables up to date, before anything else touches them. */
final class Migrations {

    private static final int CONNECT_RETRIES = 20;
    private static final int CONNECT_RETRY_SECONDS = 3;
    // A database that takes connections and says nothing must not be waited for without end; a migration may take its
    // time.
    private static final String BOUNDS = "&loginTimeout=10&socketTimeout=600";

    private Migrations() {}

    static void run(PostgresSettings settings) {
        PostgresAddress address = settings.address();
        try {
            Flyway.configure()
                    .dataSource(address.jdbcUrl() + BOUNDS, settings.user(), settings.password())
                    .connectRetries(CONNECT_RETRIES)
                    .connectRetriesInterval(CONNECT_RETRY_SECONDS)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new RefusesToRun(
                    "the tables in %s cannot be brought up to date, check POSTGRES_URL, _USER and _PASSWORD: %s"
                            .formatted(address, firstLine(e)),
                    e);
        }
    }

    private static String firstLine(FlywayException failure) {
        return String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse("no reason given");
    }
}
