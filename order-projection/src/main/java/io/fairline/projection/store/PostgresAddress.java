package io.fairline.projection.store;

import io.fairline.projection.RefusesToRun;
import io.r2dbc.postgresql.client.SSLMode;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is and how the way there is protected: the same for R2DBC and, when tables are migrated, for JDBC,
 * which call the same options by other names. An option that one of them would drop without a word is refused.
 *
 * @param sslMode from {@code disable}, which is the default, to {@code verify-full}
 * @param sslRootCert file of the authority whose certificates count; null: those that Java trusts
 */
record PostgresAddress(
        String host,
        int port,
        String database,
        SSLMode sslMode,
        @Nullable String sslRootCert) {

    private static final String SCHEME = "r2dbc:postgresql://";
    private static final int USUAL_PORT = 5432;
    private static final String SSL_MODE = "sslMode";
    private static final String SSL_ROOT_CERT = "sslRootCert";

    /** @throws RefusesToRun when it is none, in words that repeat nothing of it: it may hold a password */
    static PostgresAddress parse(String url) {
        URI uri = uri(url);
        if (uri.getUserInfo() != null) {
            throw refusal("must not hold a user: set POSTGRES_USER and POSTGRES_PASSWORD");
        }
        Map<String, String> options = options(uri.getRawQuery());
        String mode = options.remove(SSL_MODE);
        String rootCert = options.remove(SSL_ROOT_CERT);
        if (!options.isEmpty()) {
            throw refusal("has options that nobody reads, %s: only %s and %s are known"
                    .formatted(options.keySet(), SSL_MODE, SSL_ROOT_CERT));
        }
        int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
        return new PostgresAddress(uri.getHost(), port, uri.getPath().substring(1), sslMode(mode), rootCert);
    }

    String jdbcUrl() {
        String root = sslRootCert == null ? "" : "&sslrootcert=" + sslRootCert;
        return "jdbc:postgresql://%s:%d/%s?sslmode=%s%s"
                .formatted(
                        host,
                        port,
                        database,
                        sslMode.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        root);
    }

    @Override
    public String toString() {
        return "%s:%d/%s".formatted(host, port, database);
    }

    private static URI uri(String url) {
        try {
            URI uri = URI.create(url.startsWith(SCHEME) ? url.substring("r2dbc:".length()) : "");
            if (uri.getHost() != null && uri.getPath().length() > 1) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Told below, as it is when there is no host.
        }
        throw refusal("must be like %shost:5432/fairline".formatted(SCHEME));
    }

    private static Map<String, String> options(@Nullable String query) {
        Map<String, String> options = new TreeMap<>();
        if (query != null) {
            for (String option : query.split("&", -1)) {
                int equals = option.indexOf('=');
                options.put(
                        equals < 0 ? option : option.substring(0, equals),
                        equals < 0 ? "" : option.substring(equals + 1));
            }
        }
        return options;
    }

    private static SSLMode sslMode(@Nullable String value) {
        try {
            return value == null ? SSLMode.DISABLE : SSLMode.fromValue(value);
        } catch (IllegalArgumentException e) {
            throw refusal("must have an %s such as require or verify-full".formatted(SSL_MODE));
        }
    }

    private static RefusesToRun refusal(String what) {
        return new RefusesToRun("POSTGRES_URL " + what);
    }
}
