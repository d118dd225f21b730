package io.fairline.perf.compare;

import io.fairline.local.Checkout;
import io.fairline.local.InParallel;
import io.fairline.local.JwtKeys;
import io.fairline.local.LocalServer;
import io.fairline.local.Ports;
import io.fairline.local.PostgresDatabase;
import io.fairline.local.PostgresServer;
import io.fairline.local.ProcessServer;
import io.fairline.local.RedisServer;
import io.fairline.local.ServerFolder;
import io.fairline.perf.baselines.Approach;
import io.fairline.perf.load.Busiest;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * An alternative on a PostgreSQL that forces every commit to disk, and a Redis that forces every write where it holds stock
 * or orders: what an answer promises survives a power cut wherever the approach itself lets it, and nobody pays for more.
 */
final class BaselineContender implements Contender {

    private static final int SECRET_BYTES = 32;

    private final JwtKeys keys;
    private final PostgresServer postgres;
    private final RedisServer redis;
    private final PostgresDatabase database;
    private final List<BaselineProcess> instances;
    private BaselineProcess victim;

    private BaselineContender(
            JwtKeys keys,
            PostgresServer postgres,
            RedisServer redis,
            PostgresDatabase database,
            List<BaselineProcess> instances) {
        this.keys = keys;
        this.postgres = postgres;
        this.redis = redis;
        this.database = database;
        this.instances = instances;
        this.victim = instances.getFirst();
    }

    static BaselineContender start(String approach, int count, ServerFolder folder) {
        Checkout checkout = Checkout.find();
        PostgresServer postgres =
                new PostgresServer(Ports.anyFree(), PostgresServer.Durability.FSYNC, checkout, folder);
        RedisServer redis = new RedisServer(Ports.anyFree(), checkout, folder);
        InParallel.untilOneFails(List.<LocalServer>of(postgres, redis), LocalServer::start);
        if (Approach.named(approach).keepsOrdersInRedis()) {
            makeDurable(redis.url());
        }
        PostgresDatabase database = postgres.newDatabase();
        JwtKeys keys = JwtKeys.generate(folder.root().resolve("keys"));
        Map<String, String> environment = Map.of(
                "POSTGRES_JDBC_URL", database.jdbcUrl(),
                "POSTGRES_USER", database.user(),
                "POSTGRES_PASSWORD", database.password(),
                "REDIS_URL", redis.url(),
                "JWT_PUBLIC_KEY", keys.publicKeyLocation(),
                "ORDER_ID_SECRET", newSecret());
        List<BaselineProcess> instances = IntStream.rangeClosed(1, count)
                .mapToObj(number -> new BaselineProcess(approach, number, count, Ports.anyFree(), environment, folder))
                .toList();
        BaselineContender contender = new BaselineContender(keys, postgres, redis, database, instances);
        try {
            InParallel.untilOneFails(instances, LocalServer::start);
        } catch (RuntimeException e) {
            contender.close();
            throw e;
        }
        return contender;
    }

    @Override
    public List<URI> intakes() {
        return instances.stream().map(BaselineProcess::url).toList();
    }

    @Override
    public List<URI> readers() {
        return intakes();
    }

    @Override
    public String waiting() {
        return "";
    }

    @Override
    public JwtKeys keys() {
        return keys;
    }

    @Override
    public PostgresDatabase database() {
        return database;
    }

    @Override
    public String placeColumn() {
        return "sequence";
    }

    @Override
    public Map<String, Long> processes() {
        List<ProcessServer> all = new ArrayList<>(instances);
        all.add(postgres);
        all.add(redis);
        Map<String, Long> pids = new HashMap<>();
        all.forEach(process -> process.pid().ifPresent(pid -> pids.put(process.name(), (long) pid)));
        return pids;
    }

    @Override
    public void kill() {
        victim = Busiest.of(instances, ProcessServer::pid);
        victim.kill();
    }

    @Override
    public void restart() {
        victim.start();
    }

    @Override
    public void close() {
        InParallel.run(instances, LocalServer::stop);
        InParallel.run(List.<LocalServer>of(redis, postgres), LocalServer::stop);
    }

    /** The local Redis is set up as a cache, which forgets; here it holds stock and orders. */
    private static void makeDurable(String url) {
        try (RedisClient client = RedisClient.create(url)) {
            RedisCommands<String, String> commands = client.connect().sync();
            commands.configSet("appendonly", "yes");
            commands.configSet("appendfsync", "always");
            commands.configSet("maxmemory-policy", "noeviction");
            commands.configSet("maxmemory", "1gb");
        }
    }

    private static String newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        RandomGenerator.of("SecureRandom").nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }
}
