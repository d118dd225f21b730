package io.fairline.projection;

import io.fairline.local.Checkout;
import io.fairline.local.LocalServers;
import io.fairline.local.Ports;
import io.fairline.local.PostgresDatabase;
import io.fairline.local.PostgresServer;
import io.fairline.local.ServerFolder;
import io.fairline.schemas.events.CancellationReason;
import io.fairline.schemas.events.OrderEvent;
import io.fairline.schemas.events.RejectionReason;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Measures the service's jar as it is shipped, in a JVM of its own, with Postgres's fsync on. Not a test.
 *
 * <ol>
 *   <li>How fast one partition's events are applied from a filled topic ({@code -Devents}, default 500,000).
 *   <li>How long an event takes from the commit of its transaction until GET shows it, at {@code -Drate} events a second
 *       (default 1,000) for {@code -Dseconds} (default 30).
 * </ol>
 */
final class ProjectionBenchmark {

    private static final Path JAR = Path.of("target", "order-projection.jar");
    private static final int EVENTS_PER_TRANSACTION = 2_000;
    private static final int TRANSACTIONS_PER_SECOND = 40;

    private final LocalServers servers = LocalServers.shared();
    private final PostgresServer postgres = new PostgresServer(
            Ports.anyFree(),
            PostgresServer.Durability.FSYNC,
            Checkout.find(),
            new ServerFolder(
                    Path.of("target", "benchmark-" + ProcessHandle.current().pid())));

    public static void main(String[] arguments) throws Exception {
        new ProjectionBenchmark().run();
        System.exit(0);
    }

    private void run() throws Exception {
        postgres.start();
        try {
            String prefix = servers.newTopicPrefix();
            PostgresDatabase database = postgres.newDatabase();
            try (EventLog log = new EventLog(servers, prefix)) {
                DealStory deal =
                        new DealStory(log, 7).opened("Lamp", 1_000_000_000).write();
                int events = Integer.getInteger("events", 500_000);
                fill(log, deal, events);
                int port = Ports.anyFree();
                long start = System.nanoTime();
                Process service = start(prefix, database, port);
                try {
                    throughput(database, service, events + 1);
                    awaitReady(port);
                    System.out.printf("start to ready and caught up: %.1f s%n", seconds(start));
                    latency(log, deal, port);
                    System.out.printf(
                            "memory: %d MB resident, %d MB at most%n",
                            status(service.pid(), "VmRSS:"), status(service.pid(), "VmHWM:"));
                } finally {
                    service.destroy();
                    service.waitFor(10, TimeUnit.SECONDS);
                }
                restart(prefix, database, port);
            }
            System.out.println("load average: "
                    + Files.readString(Path.of("/proc/loadavg")).strip());
        } finally {
            postgres.kill();
        }
    }

    /** A hot deal's day: of five events two reserve, one confirms, one cancels, one rejects. */
    private static void fill(EventLog log, DealStory deal, int events) {
        List<OrderEvent> batch = new ArrayList<>();
        for (int i = 0; i < events; i += 5) {
            batch.addAll(fiveEvents(deal, i));
            if (batch.size() >= EVENTS_PER_TRANSACTION) {
                log.append(batch);
                batch.clear();
            }
        }
        log.append(batch);
    }

    private static List<OrderEvent> fiveEvents(DealStory deal, int i) {
        DealStory.Told first = deal.reserved("shopper-" + i % 100_003, 1);
        DealStory.Told second = deal.reserved("shopper-" + (i + 1) % 100_003, 2);
        deal.confirmed(first);
        deal.cancelled(second, CancellationReason.BY_SHOPPER, false, second.shopper());
        deal.rejected("shopper-" + (i + 2) % 100_003, 1, RejectionReason.QUANTITY_OVER_MAXIMUM);
        return deal.take();
    }

    private Process start(String prefix, PostgresDatabase database, int port) throws Exception {
        ProcessBuilder service = new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:MaxMetaspaceSize=128m",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:MaxDirectMemorySize=48m",
                "-Xss512k",
                "-Dio.netty.allocator.numDirectArenas=2",
                "-Dio.netty.allocator.numHeapArenas=2",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                JAR.toString());
        Map<String, String> surroundings = RunningProjection.surroundings(servers, prefix, database);
        surroundings.put("SERVER_PORT", Integer.toString(port));
        String extra = System.getProperty("jvm", "");
        if (!extra.isEmpty()) {
            service.command().addAll(1, List.of(extra.split(" ")));
        }
        service.environment().putAll(surroundings);
        service.redirectErrorStream(true)
                .redirectOutput(Path.of("target", "benchmark-service.log").toFile());
        return service.start();
    }

    private static void throughput(PostgresDatabase database, Process service, int events) throws Exception {
        long firstNanos = 0;
        long firstApplied = 0;
        Duration cpuBefore = Duration.ZERO;
        try (Connection connection = connect(database)) {
            while (true) {
                long applied = applied(connection);
                if (firstApplied == 0 && applied > 0) {
                    firstNanos = System.nanoTime();
                    firstApplied = applied;
                    cpuBefore = cpu(service);
                }
                if (applied >= events) {
                    double elapsed = seconds(firstNanos);
                    System.out.printf(
                            "throughput: %d events in %.2f s, %.0f events/s, %.1f us of the service's cpu for each%n",
                            applied - firstApplied,
                            elapsed,
                            (applied - firstApplied) / elapsed,
                            cpu(service).minus(cpuBefore).toNanos() / 1e3 / (applied - firstApplied));
                    return;
                }
                pause(Duration.ofMillis(20));
            }
        }
    }

    private static Duration cpu(Process service) {
        return service.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Sequence of the deal, which is how many of its events have been applied. */
    private static long applied(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT max(sequence) FROM deals")) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (java.sql.SQLException e) {
            return 0; // the tables are not there yet
        }
    }

    private static Connection connect(PostgresDatabase database) throws java.sql.SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    private static void awaitReady(int port) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest ready = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(port)))
                    .build();
            while (client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
                pause(Duration.ofMillis(20));
            }
        }
    }

    private static void latency(EventLog log, DealStory deal, int port) throws Exception {
        int rate = Integer.getInteger("rate", 1_000);
        int transactions = Integer.getInteger("seconds", 30) * TRANSACTIONS_PER_SECOND;
        int perTransaction = rate / TRANSACTIONS_PER_SECOND / 5 * 5;
        // Many watchers, because one alone may not have many polls waiting.
        List<String> tokens = IntStream.range(0, 100)
                .mapToObj(i -> RunningProjection.KEYS.token("watcher-" + i, "ops"))
                .toList();
        List<CompletableFuture<Long>> answers = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            long begin = System.nanoTime();
            for (int i = 0; i < transactions; i++) {
                long due = begin + i * TimeUnit.SECONDS.toNanos(1) / TRANSACTIONS_PER_SECOND;
                LockSupport.parkNanos(due - System.nanoTime());
                List<OrderEvent> events = new ArrayList<>();
                DealStory.Told sample = deal.reserved("ops-watcher", 1);
                events.addAll(deal.take());
                while (events.size() < perTransaction) {
                    events.addAll(fiveEvents(deal, events.size() + i));
                }
                CompletableFuture<Long> visible = visible(client, port, tokens.get(i % tokens.size()), sample);
                log.append(events);
                long committed = System.nanoTime();
                if (i > transactions / 10) { // the first tenth warms up
                    answers.add(visible.thenApply(nanos -> nanos - committed));
                }
            }
            long[] millis = answers.stream()
                    .mapToLong(answer -> Math.max(0, answer.join()))
                    .sorted()
                    .toArray();
            System.out.printf(
                    "committed to visible at %d events/s: p50 %.1f ms, p99 %.1f ms, max %.1f ms of %d samples%n",
                    perTransaction * TRANSACTIONS_PER_SECOND,
                    at(millis, 0.5),
                    at(millis, 0.99),
                    at(millis, 1),
                    millis.length);
        }
    }

    private static CompletableFuture<Long> visible(HttpClient client, int port, String token, DealStory.Told sample) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/orders/%s?wait=PT20S&position=%s"
                        .formatted(port, sample.id(), sample.position())))
                .header("Authorization", "Bearer " + token)
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(answer -> {
            if (!answer.body().contains("RESERVED")) {
                throw new IllegalStateException(answer.body());
            }
            return System.nanoTime();
        });
    }

    private void restart(String prefix, PostgresDatabase database, int port) throws Exception {
        long start = System.nanoTime();
        Process service = start(prefix, database, port);
        try {
            while (true) {
                try {
                    awaitReady(port);
                    break;
                } catch (java.io.IOException e) {
                    pause(Duration.ofMillis(20)); // does not listen yet
                }
            }
            System.out.printf("start to ready: %.1f s%n", seconds(start));
        } finally {
            service.destroy();
            service.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static double at(long[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(quantile * sorted.length))] / 1e6;
    }

    private static long status(long pid, String field) throws Exception {
        return Files.readAllLines(Path.of("/proc/%d/status".formatted(pid))).stream()
                        .filter(line -> line.startsWith(field))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                / 1024;
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }

    private static void pause(Duration length) {
        LockSupport.parkNanos(length.toNanos());
    }
}
