package io.fairline.projection.store;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Postgres is and what it may cost.
 *
 * @param url such as {@code r2dbc:postgresql://127.0.0.1:15432/fairline?sslMode=verify-full}, see {@link PostgresAddress}
 * @param readConnections most connections for single statuses; the log has two of its own and lists four, to starve neither
 * @param acquireTimeout how long a query waits for a connection before it is answered 503
 * @param statementTimeout enforced by the server, and by closing the connection where there is no server any more
 * @param transactionTimeout longest that a batch may take; less than the 60 s after which Kafka lets another instance try
 */
@ConfigurationProperties("fairline.postgres")
record PostgresSettings(
        String url,
        String user,
        String password,
        @DefaultValue("8") int readConnections,
        @DefaultValue("2s") Duration acquireTimeout,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("20s") Duration statementTimeout,
        @DefaultValue("40s") Duration transactionTimeout,
        @DefaultValue("5s") Duration lockTimeout,
        @DefaultValue("10s") Duration idleInTransactionTimeout) {

    /** Longer than any statement takes with a server that is there. */
    Duration longestQuery() {
        return statementTimeout.plus(connectTimeout);
    }

    /** After that neither a health check nor a reader of one order waits any more. */
    Duration patience() {
        return acquireTimeout.plus(connectTimeout);
    }

    /** @throws io.fairline.projection.RefusesToRun when the URL is none */
    PostgresAddress address() {
        return PostgresAddress.parse(url);
    }

    /** Without what is secret, or might be. */
    @Override
    public String toString() {
        return "PostgresSettings[user=" + user + "]";
    }
}
