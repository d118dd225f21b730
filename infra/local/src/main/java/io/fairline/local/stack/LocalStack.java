package io.fairline.local.stack;

import io.fairline.local.AotCache;
import io.fairline.local.Checkout;
import io.fairline.local.InParallel;
import io.fairline.local.JwtKeys;
import io.fairline.local.KafkaCluster;
import io.fairline.local.LocalServer;
import io.fairline.local.PostgresDatabase;
import io.fairline.local.PostgresServer;
import io.fairline.local.ProcessServer;
import io.fairline.local.RedisServer;
import io.fairline.local.RegistryServer;
import io.fairline.local.SchemaSubjects;
import io.fairline.local.ServerFolder;
import io.fairline.local.StartFailure;
import io.fairline.local.TopicsFile;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Kafka, PostgreSQL, Redis, the registry and every service, all real, on one machine. Also what the tests of the whole
 * path run against: each part can be stopped, killed and started again by its handle.
 */
public final class LocalStack implements AutoCloseable {

    private final StackSettings settings;
    private final PortPlan ports;
    private final Checkout checkout;
    private final StackFolder home;
    private final FolderClaim claim;
    private final Consumer<String> announce;
    private final KafkaCluster kafka;
    private final PostgresServer postgres;
    private final RedisServer redis;
    private final RegistryServer registry;
    private final List<ServiceProcess> services = new CopyOnWriteArrayList<>();

    private LocalStack(
            StackSettings settings,
            PortPlan ports,
            StackFolder home,
            FolderClaim claim,
            Checkout checkout,
            Consumer<String> announce) {
        this.settings = settings;
        this.ports = ports;
        this.checkout = checkout;
        this.home = home;
        this.claim = claim;
        ServerFolder folder = home.folder();
        this.announce = announce;
        kafka = new KafkaCluster(
                IntStream.rangeClosed(1, settings.brokers())
                        .mapToObj(ports::broker)
                        .toList(),
                checkout,
                folder);
        postgres = new PostgresServer(ports.postgres(), settings.durability(), checkout, folder);
        redis = new RedisServer(ports.redis(), checkout, folder);
        registry = new RegistryServer(
                ports.registry(), ports.registryManagement(), this::registryDatabase, checkout, folder);
    }

    /**
     * A stack that works in this folder, as the only one.
     *
     * @param announce told one line for each part that has become ready
     * @throws StartFailure when somebody works there already, or left processes behind
     */
    public static LocalStack claim(
            StackSettings settings, PortPlan ports, ServerFolder folder, Checkout checkout, Consumer<String> announce) {
        StackFolder home = new StackFolder(folder);
        return new LocalStack(settings, ports, home, home.claim(settings.brokers()), checkout, announce);
    }

    /**
     * Starts everything and returns when every service says that it is ready.
     *
     * @throws StartFailure with one line that says what to do; what was started by then still runs until {@link #close}
     */
    public void start() {
        List<ExplodedJar> jars = Stream.of(ServiceKind.values())
                .filter(kind -> settings.instancesOf(kind) > 0)
                .map(kind -> ExplodedJar.of(checkout, kind)) // a missing one is missed now, before anything starts
                .toList();
        InParallel.untilOneFails(
                List.of(this::startKafka, this::startStores, () -> InParallel.run(jars, ExplodedJar::refresh)));
        for (ServiceKind kind : ServiceKind.values()) {
            IntStream.rangeClosed(1, settings.instancesOf(kind)).forEach(n -> services.add(newService(kind, n)));
        }
        InParallel.untilOneFails(services, this::startAndTell);
    }

    /** Starts one more instance of a service. */
    public ServiceProcess add(ServiceKind kind) {
        ExplodedJar.of(checkout, kind).refresh();
        ServiceProcess service = newService(kind, services(kind).size() + 1);
        services.add(service);
        startAndTell(service);
        return service;
    }

    /** What the JVMs of every stack start from, of the jars as they are built now. */
    public static List<AotCache> aotCaches(Checkout checkout) {
        List<ExplodedJar> jars = Stream.of(ServiceKind.values())
                .map(kind -> ExplodedJar.of(checkout, kind))
                .toList();
        InParallel.run(jars, ExplodedJar::refresh);
        return Stream.concat(jars.stream().map(ExplodedJar::aotCache), Stream.of(AotCache.ofBrokers(checkout)))
                .toList();
    }

    public KafkaCluster kafka() {
        return kafka;
    }

    public PostgresServer postgres() {
        return postgres;
    }

    /** The projection's database. */
    public PostgresDatabase projectionDatabase() {
        return postgres.database("fairline", home.projectionPassword());
    }

    public RedisServer redis() {
        return redis;
    }

    public RegistryServer registry() {
        return registry;
    }

    /** The instances of a service, in the order of their numbers. */
    public List<ServiceProcess> services(ServiceKind kind) {
        return services.stream().filter(service -> service.kind() == kind).toList();
    }

    /** Where those instances are asked. */
    public List<URI> urls(ServiceKind kind) {
        return services(kind).stream().map(ServiceProcess::url).map(URI::create).toList();
    }

    /** The first instance of a service. */
    public ServiceProcess service(ServiceKind kind) {
        return services(kind).getFirst();
    }

    /** Every process there is. */
    public List<ProcessServer> processes() {
        List<ProcessServer> all = new ArrayList<>(kafka.brokers());
        all.addAll(List.of(postgres, redis, registry));
        all.addAll(services);
        return all;
    }

    public JwtKeys keys() {
        return home.keys();
    }

    /** The folder is ours for as long as it is not closed. */
    FolderClaim folderClaim() {
        return claim;
    }

    /** Ends everything in good order and gives the folder back. */
    @Override
    public void close() {
        try (claim) {
            endInGoodOrder();
        }
    }

    /** First who asks, then who is asked. */
    void endInGoodOrder() {
        if (services.stream().anyMatch(ServiceProcess::writesCacheInTheEnd)) {
            announce.accept("  services write down what their next start needs, once for each build: up to a minute");
        }
        InParallel.run(services, LocalServer::stop);
        InParallel.run(List.<LocalServer>of(registry, kafka, redis), LocalServer::stop);
        postgres.stop();
    }

    private void startKafka() {
        startAndTell(kafka);
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
            TopicsFile.read(checkout.topicsFile()).applyTo(admin, "");
        }
    }

    private void startStores() {
        InParallel.untilOneFails(List.<LocalServer>of(postgres, redis), this::startAndTell);
        projectionDatabase();
        startAndTell(registry);
        new SchemaSubjects(registry.url(), checkout).register("");
    }

    private void startAndTell(LocalServer server) {
        long begin = System.nanoTime();
        server.start();
        announce.accept("  %-20s ready in %.1f s".formatted(server.name(), (System.nanoTime() - begin) / 1e9));
    }

    private ServiceProcess newService(ServiceKind kind, int number) {
        int port = ports.service(kind, number);
        return new ServiceProcess(
                kind,
                number,
                port,
                environment().of(kind, number, port),
                settings.writesCaches() && number == 1, // all at once would only be in each other's way
                checkout,
                home.folder());
    }

    private ServiceEnvironment environment() {
        return new ServiceEnvironment(
                kafka.bootstrapServers(),
                registry.serdesUrl(),
                redis.url(),
                projectionDatabase(),
                keys().publicKeyLocation(),
                home.orderIdSecret(),
                home.folder().root(),
                settings.serviceEnvironment());
    }

    private PostgresDatabase registryDatabase() {
        return postgres.database("registry", home.registryPassword());
    }
}
