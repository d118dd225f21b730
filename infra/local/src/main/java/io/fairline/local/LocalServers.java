package io.fairline.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Real servers for tests, on free ports, in a folder below {@code target}. Each is started when it is first asked
 * for; all end with the JVM.
 */
public final class LocalServers implements AutoCloseable {

    private static final AtomicInteger SETS = new AtomicInteger();
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private final Checkout checkout = Checkout.find();
    private final ServerFolder folder;
    private final KafkaCluster kafka;
    private final PostgresServer postgres;
    private final RedisServer redis;
    private final RegistryServer registry;
    private final Set<LocalServer> asked = ConcurrentHashMap.newKeySet();
    private final EndAtExit atExit;

    private LocalServers(ServerFolder folder) {
        this.folder = folder;
        KafkaBroker.Node node = new KafkaBroker.Node(1, Ports.anyFree(), Ports.anyFree());
        kafka = new KafkaCluster(List.of(node), checkout, folder);
        postgres = new PostgresServer(Ports.anyFree(), PostgresServer.Durability.NO_FSYNC, checkout, folder);
        redis = new RedisServer(Ports.anyFree(), checkout, folder);
        registry = new RegistryServer(Ports.anyFree(), Ports.anyFree(), this::registryDatabase, checkout, folder);
        atExit = EndAtExit.of(folder);
    }

    /** The set that all tests of this JVM share: keep apart by topic prefix, database and key. Never stop its servers. */
    public static LocalServers shared() {
        return Shared.SERVERS;
    }

    /** A set of one's own, to stop and kill at will. */
    public static LocalServers dedicated() {
        return new LocalServers(TestFolders.next(SETS.incrementAndGet()));
    }

    /** Where tests of this checkout had servers that nobody owns any more: some may be left, if they were killed. */
    public static List<ServerFolder> abandonedIn(Checkout checkout) {
        return TestFolders.abandonedIn(checkout);
    }

    /** The broker, started if it has never been. */
    public KafkaCluster kafka() {
        startOnce(kafka);
        return kafka;
    }

    public PostgresServer postgres() {
        startOnce(postgres);
        return postgres;
    }

    public RedisServer redis() {
        startOnce(redis);
        return redis;
    }

    public RegistryServer registry() {
        startOnce(registry);
        return registry;
    }

    /** A prefix nobody has, with all topics made and all schemas registered under it. */
    public String newTopicPrefix() {
        String prefix = "t%d-".formatted(PREFIXES.incrementAndGet());
        InParallel.run(List.of(() -> makeTopics(prefix), () -> registerSchemas(prefix)));
        return prefix;
    }

    /** Ends all servers of this set. */
    @Override
    public void close() {
        atExit.close();
        InParallel.run(List.<LocalServer>of(kafka, registry, redis, postgres), LocalServer::kill);
    }

    private void makeTopics(String prefix) {
        Map<String, Object> settings = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka().bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            TopicsFile.read(checkout.topicsFile()).applyTo(admin, prefix);
        }
    }

    private void registerSchemas(String prefix) {
        new SchemaSubjects(registry().url(), checkout).register(prefix);
    }

    private void startOnce(LocalServer server) {
        synchronized (server) {
            if (asked.add(server)) {
                server.start();
            }
        }
    }

    private PostgresDatabase registryDatabase() {
        Path password = folder.data("registry").resolve("password");
        return postgres().database("registry", Secrets.passwordIn(password));
    }

    private static final class Shared {
        static final LocalServers SERVERS = dedicated();
    }
}
