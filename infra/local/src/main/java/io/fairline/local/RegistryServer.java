package io.fairline.local;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Apicurio Registry, which also speaks the Confluent API. It keeps its schemas in PostgreSQL. */
public final class RegistryServer extends ProcessServer {

    private final int port;
    private final int managementPort;
    private final Supplier<PostgresDatabase> storage;
    private final Checkout checkout;
    private final ServerFolder folder;

    /** @param storage asked at every start; PostgreSQL must run by then */
    public RegistryServer(
            int port, int managementPort, Supplier<PostgresDatabase> storage, Checkout checkout, ServerFolder folder) {
        this.port = port;
        this.managementPort = managementPort;
        this.storage = storage;
        this.checkout = checkout;
        this.folder = folder;
    }

    /** Such as {@code http://127.0.0.1:18081}; below it is {@code /apis/ccompat/v7}, which every client speaks. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Of the API that Apicurio's own serdes speak. */
    public String serdesUrl() {
        return url() + "/apis/registry/v3";
    }

    @Override
    public String name() {
        return "registry";
    }

    @Override
    protected List<Integer> ports() {
        return List.of(port, managementPort);
    }

    @Override
    protected ChildProcess launch() {
        PostgresDatabase database = storage.get();
        // The password goes through the environment: a command line can be read by everybody on the machine.
        return ChildProcess.start(
                name(), command(database), Map.of("APICURIO_DATASOURCE_PASSWORD", database.password()), folder);
    }

    private List<String> command(PostgresDatabase database) {
        return List.of(
                Executables.java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder.freshTemporary(name()),
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                // Java's client offers every plain connection an upgrade to HTTP/2; once, a POST was lost in one.
                "-Dquarkus.http.http2=false",
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + managementPort,
                "-Dquarkus.otel.sdk.disabled=true",
                "-Dapicurio.rules.global.compatibility=BACKWARD",
                "-Dapicurio.storage.kind=sql",
                "-Dapicurio.storage.sql.kind=postgresql",
                "-Dapicurio.datasource.url=" + database.jdbcUrl(),
                "-Dapicurio.datasource.username=" + database.user(),
                // Its twenty idle connections would be twenty idle processes of PostgreSQL.
                "-Dapicurio.datasource.jdbc.initial-size=2",
                "-Dapicurio.datasource.jdbc.min-size=2",
                "-Dapicurio.datasource.jdbc.max-size=10",
                "-jar",
                checkout.server("registry").resolve("quarkus-run.jar").toString());
    }

    @Override
    protected boolean answers() throws IOException, InterruptedException {
        return HttpProbe.answersOk(url() + "/apis/ccompat/v7/subjects");
    }
}
