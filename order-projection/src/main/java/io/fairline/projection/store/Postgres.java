package io.fairline.projection.store;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * The ways into Postgres: one for the log, one for single statuses and what is asked in the background, one for lists. Queries
 * starve no log, and lists neither a status nor a health check.
 */
final class Postgres implements AutoCloseable {

    private static final int LOG_CONNECTIONS = 2;
    private static final int LIST_CONNECTIONS = 4;
    private static final int CACHED_STATEMENTS = 64;

    // All statements find their rows by keys. Planned while a table was empty, one would read all of it, and keep that
    // plan until statistics are gathered, a minute later: by then a deal has filled the table.
    private static final Map<String, String> LOOKUPS_BY_KEY =
            Map.of("enable_seqscan", "off", "enable_hashjoin", "off", "enable_mergejoin", "off");

    private final ConnectionPool logPool;
    private final ConnectionPool queryPool;
    private final ConnectionPool listPool;

    Postgres(PostgresSettings settings) {
        PostgresqlConnectionFactory connections = new PostgresqlConnectionFactory(configuration(settings));
        // A first connection, or one after an outage, takes longer than the wait for a free one.
        Duration acquire = settings.acquireTimeout();
        Duration connect = settings.connectTimeout();
        // Where one connection is silent, all are in doubt.
        AtomicLong doubtfulUntilNanos = new AtomicLong(System.nanoTime());
        LentConnections transactions = new LentConnections(settings.transactionTimeout(), doubtfulUntilNanos);
        LentConnections queries = new LentConnections(settings.longestQuery(), doubtfulUntilNanos);
        logPool = pool("log", connections, LOG_CONNECTIONS, acquire.plus(connect), connect, transactions);
        queryPool = pool("queries", connections, settings.readConnections(), acquire, connect, queries);
        listPool = pool("lists", connections, LIST_CONNECTIONS, acquire, connect, queries);
    }

    DatabaseClient forTheLog() {
        return client(logPool);
    }

    TransactionalOperator transactions() {
        return TransactionalOperator.create(new R2dbcTransactionManager(logPool));
    }

    DatabaseClient forQueries() {
        return client(queryPool);
    }

    DatabaseClient forLists() {
        return client(listPool);
    }

    private static DatabaseClient client(ConnectionPool pool) {
        return DatabaseClient.builder()
                .connectionFactory(pool)
                .namedParameters(false)
                .build();
    }

    private static ConnectionPool pool(
            String name,
            PostgresqlConnectionFactory connections,
            int size,
            Duration acquireTimeout,
            Duration connectTimeout,
            LentConnections loans) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(connections)
                .name(name)
                .initialSize(0)
                .maxSize(size)
                .maxAcquireTime(acquireTimeout)
                // To be let in takes more than to connect, and without an answer it would never end.
                .maxCreateConnectionTime(connectTimeout.multipliedBy(3))
                .postAllocate(loans::begin)
                .preRelease(loans::end)
                .maxIdleTime(Duration.ofMinutes(10))
                .build());
    }

    private static PostgresqlConnectionConfiguration configuration(PostgresSettings settings) {
        PostgresAddress address = settings.address();
        PostgresqlConnectionConfiguration.Builder builder = PostgresqlConnectionConfiguration.builder()
                .host(address.host())
                .port(address.port())
                .database(address.database())
                .sslMode(address.sslMode())
                .username(settings.user())
                .password(settings.password())
                .applicationName("order-projection")
                .connectTimeout(settings.connectTimeout())
                .statementTimeout(settings.statementTimeout())
                .lockWaitTimeout(settings.lockTimeout())
                .options(sessionOptions(settings))
                .preparedStatementCacheQueries(CACHED_STATEMENTS)
                .tcpKeepAlive(true);
        String rootCert = address.sslRootCert();
        return rootCert == null
                ? builder.build()
                : builder.sslRootCert(rootCert).build();
    }

    private static Map<String, String> sessionOptions(PostgresSettings settings) {
        Map<String, String> options = new HashMap<>(LOOKUPS_BY_KEY);
        options.put(
                "idle_in_transaction_session_timeout",
                Long.toString(settings.idleInTransactionTimeout().toMillis()));
        return options;
    }

    @Override
    public void close() {
        Mono.when(logPool.disposeLater(), queryPool.disposeLater(), listPool.disposeLater())
                .block(Duration.ofSeconds(5));
    }
}
