package io.fairline.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** PostgreSQL. Its superuser's password lives in a file only we can read, beside the data. */
public final class PostgresServer extends ProcessServer {

    private static final String SUPERUSER = "postgres";
    private static final Duration INIT_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final int port;
    private final Durability durability;
    private final Checkout checkout;
    private final ServerFolder folder;

    /** Whether a commit survives a power cut, or only the death of the server. Tests that measure nothing do with less. */
    public enum Durability {
        FSYNC,
        NO_FSYNC
    }

    public PostgresServer(int port, Durability durability, Checkout checkout, ServerFolder folder) {
        this.port = port;
        this.durability = durability;
        this.checkout = checkout;
        this.folder = folder;
    }

    public int port() {
        return port;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    protected List<Integer> ports() {
        return List.of(port);
    }

    @Override
    protected ChildProcess launch() {
        Path programs = PostgresBinaries.unpacked(checkout).resolve("bin");
        UnprivilegedUser user = UnprivilegedUser.find();
        user.requireEntry(programs);
        folder.createData(name());
        user.requireEntry(folder.root());
        if (!Files.exists(initialised())) {
            initialise(programs, user);
        }
        return ChildProcess.start(name(), user.command(serverCommand(programs)), Map.of(), folder);
    }

    /** SIGTERM would wait for every client to leave; SIGINT asks them to. */
    @Override
    protected boolean end(ChildProcess running) {
        return running.interrupt(STOP_LIMIT);
    }

    /** A new, empty database with an owner of its own. */
    public PostgresDatabase newDatabase() {
        String name = "db_" + UUID.randomUUID().toString().replace("-", "");
        return database(name, Secrets.newPassword());
    }

    /** The database of this name, made if it is not there yet, owned by a role of the same name. */
    public PostgresDatabase database(String name, String password) {
        if (!name.matches("[a-z_][a-z0-9_]{0,62}") || !password.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("not a name and a password for a database: " + name);
        }
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '%s'".formatted(name))) {
                statement.execute("CREATE ROLE %s LOGIN".formatted(name));
            }
            statement.execute("ALTER ROLE %s PASSWORD '%s'".formatted(name, password));
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '%s'".formatted(name))) {
                statement.execute("CREATE DATABASE %s OWNER %s".formatted(name, name));
            }
            return new PostgresDatabase("127.0.0.1", port, name, name, password);
        } catch (SQLException e) {
            throw new StartFailure("cannot make the database %s: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    @Override
    protected boolean answers() throws SQLException {
        try (Connection connection = superuser()) {
            return connection.isValid(1);
        }
    }

    private Connection superuser() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/postgres?connectTimeout=5".formatted(port), SUPERUSER, password());
    }

    private void initialise(Path programs, UnprivilegedUser user) {
        Path home = folder.createData(name());
        try {
            Folders.delete(data()); // what an initialisation that was cut short may have left
            Secrets.write(home.resolve("password"), Secrets.newPassword());
            user.own(home);
        } catch (IOException e) {
            throw new StartFailure("cannot write to %s: %s".formatted(home, e.getMessage()), e);
        }
        List<String> command = List.of(
                programs.resolve("initdb").toString(),
                "-D",
                data().toString(),
                "-U",
                SUPERUSER,
                "-A",
                "scram-sha-256",
                "--pwfile=" + home.resolve("password"),
                "-E",
                "UTF-8",
                "--no-locale",
                "--no-sync");
        ChildProcess.run("postgres-initdb", user.command(command), folder, INIT_LIMIT);
        Secrets.write(initialised(), "");
    }

    private List<String> serverCommand(Path programs) {
        List<String> command = new ArrayList<>(
                List.of(programs.resolve("postgres").toString(), "-D", data().toString(), "-p", String.valueOf(port)));
        List<String> settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "shared_buffers=64MB",
                // Right after a checkpoint each page that changes is logged whole: with ids at random, all of them.
                "max_wal_size=2GB",
                // Statistics of a growing table take 0.4 s of a core: to be spread over more than two seconds.
                "autovacuum_vacuum_cost_delay=10ms",
                "max_connections=200"));
        if (durability == Durability.NO_FSYNC) {
            settings.addAll(List.of("fsync=off", "full_page_writes=off"));
        }
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }

    private String password() {
        return Secrets.read(folder.data(name()).resolve("password"));
    }

    /** There when initdb has run to its end, which PG_VERSION does not tell. */
    private Path initialised() {
        return folder.data(name()).resolve("initialised");
    }

    private Path data() {
        return folder.data(name()).resolve("data");
    }
}
