package io.fairline.projection.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairline.local.LocalServers;
import io.fairline.local.PostgresDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A server without TLS is not talked to where TLS was asked for, on neither of the two ways to it. */
class ProtectedPostgresTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final PostgresDatabase database = LocalServers.shared().postgres().newDatabase();
    private final PostgresSettings settings = new PostgresSettings(
            database.r2dbcUrl() + "?sslMode=require",
            database.user(),
            database.password(),
            2,
            LONG,
            LONG,
            LONG,
            LONG,
            LONG,
            LONG);

    @Test
    void noTableIsMigrated() {
        String url = settings.address().jdbcUrl();

        assertThatThrownBy(() -> DriverManager.getConnection(url, database.user(), database.password())
                        .close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("SSL");
    }

    @Test
    void nothingIsReadOrWritten() {
        try (Postgres postgres = new Postgres(settings)) {
            assertThatThrownBy(() ->
                            postgres.forQueries().sql("SELECT 1").fetch().one().block(LONG))
                    .hasStackTraceContaining("SSL");
        }
    }
}
