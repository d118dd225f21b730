package io.fairline.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Apicurio Registry, which also speaks the Confluent API. It keeps its schemas in PostgreSQL. */
public final class RegistryServer implements LocalServer {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final int port;
    private final int managementPort;
    private final Supplier<PostgresDatabase> storage;
    private final Checkout checkout;
    private final ServerFolder folder;
    private @Nullable ChildProcess process;

    /** @param storage asked at every start; PostgreSQL must run by then */
    public RegistryServer(
            int port, int managementPort, Supplier<PostgresDatabase> storage, Checkout checkout, ServerFolder folder) {
        this.port = port;
        this.managementPort = managementPort;
        this.storage = storage;
        this.checkout = checkout;
        this.folder = folder;
    }

    /** Such as {@code http://127.0.0.1:18081}; below it are {@code /apis/registry/v3} and {@code /apis/ccompat/v7}. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        Ports.requireFree(port, name());
        Ports.requireFree(managementPort, name());
        PostgresDatabase database = storage.get();
        // The password goes through the environment: a command line can be read by everybody on the machine.
        ChildProcess started = ChildProcess.start(
                name(), command(database), Map.of("APICURIO_DATASOURCE_PASSWORD", database.password()), folder);
        process = started;
        try (HttpClient client = HttpClient.newHttpClient()) {
            started.awaitReady(START_LIMIT, () -> answers(client));
        }
    }

    @Override
    public synchronized void stop() {
        if (process != null) {
            process.stop(STOP_LIMIT);
        }
    }

    @Override
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    private List<String> command(PostgresDatabase database) {
        return List.of(
                Executables.java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + managementPort,
                "-Dquarkus.otel.sdk.disabled=true",
                "-Dapicurio.rules.global.compatibility=BACKWARD",
                "-Dapicurio.storage.kind=sql",
                "-Dapicurio.storage.sql.kind=postgresql",
                "-Dapicurio.datasource.url=" + database.jdbcUrl(),
                "-Dapicurio.datasource.username=" + database.user(),
                "-jar",
                checkout.server("registry").resolve("quarkus-run.jar").toString());
    }

    private boolean answers(HttpClient client) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/apis/ccompat/v7/subjects"))
                .timeout(Duration.ofSeconds(2))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }
}
