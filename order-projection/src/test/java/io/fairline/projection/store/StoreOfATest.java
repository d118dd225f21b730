package io.fairline.projection.store;

import io.fairline.local.LocalServers;
import io.fairline.local.PostgresDatabase;
import io.fairline.projection.domain.Advance;
import io.fairline.projection.domain.Changes;
import io.fairline.projection.domain.Deal;
import io.fairline.projection.domain.DealChange;
import io.fairline.projection.domain.Fold;
import io.fairline.projection.domain.Order;
import io.fairline.projection.domain.OrderChange;
import io.fairline.schemas.DealPartitions;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The store on a database of its own, for tests of the log's side. */
public final class StoreOfATest implements AutoCloseable {

    static final int PARTITIONS = 12;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration LEASE = Duration.ofMillis(1500);

    private final Postgres postgres;
    private final PartitionStates states;
    private final CacheKeys keys;
    private final RedisSettings cache;
    private final Announcements announcements = new Announcements();
    private final RedisLink redis;
    private final CommitPublisher publisher;

    public StoreOfATest(LocalServers servers) {
        this(servers, LEASE);
    }

    StoreOfATest(LocalServers servers, Duration lease) {
        this(servers, servers.redis().url(), lease);
    }

    StoreOfATest(LocalServers servers, String redisUrl, Duration lease) {
        PostgresDatabase database = servers.postgres().newDatabase();
        PostgresSettings settings = new PostgresSettings(
                database.r2dbcUrl(),
                database.user(),
                database.password(),
                2,
                TIMEOUT,
                TIMEOUT,
                TIMEOUT,
                TIMEOUT,
                TIMEOUT,
                TIMEOUT);
        Migrations.run(settings);
        postgres = new Postgres(settings);
        states = new PartitionStates(postgres.forTheLog());
        UUID databaseId = states.claim(PARTITIONS).blockOptional().orElseThrow();
        cache = new RedisSettings(redisUrl, TIMEOUT, TIMEOUT, lease);
        keys = new CacheKeys(databaseId);
        redis = new RedisLink(cache, connection -> announcements.subscribe(connection, keys.announcements()));
        CacheWriter writer = new CacheWriter(
                redis, new CacheScripts(), new CacheEntries(), keys, new DealPartitions(PARTITIONS), cache, states);
        publisher = new CommitPublisher(writer, redis, keys, announcements, new DealPartitions(PARTITIONS), cache);
    }

    public PartitionStates states() {
        return states;
    }

    public EventStore events() {
        return new EventStore(postgres.forTheLog(), postgres.transactions());
    }

    public CommitPublisher publisher() {
        return publisher;
    }

    CacheKeys keys() {
        return keys;
    }

    Announcements announcements() {
        return announcements;
    }

    RedisLink redis() {
        return redis;
    }

    CacheReader reader() {
        return new CacheReader(redis, new CacheScripts(), new CacheEntries(), keys, cache, new SimpleMeterRegistry());
    }

    Pages pages() {
        return new Pages(queries(), catchUp(), new DealPartitions(PARTITIONS));
    }

    CacheCatchUp catchUp() {
        return new CacheCatchUp(redis, keys, states, TIMEOUT, cache.longestTrust());
    }

    /** How often Redis was asked for entries and leases, by anybody. */
    long looksAtTheCache() {
        String statistics =
                commands().info("commandstats").toCompletableFuture().join();
        Matcher calls = Pattern.compile("cmdstat_mget:calls=(\\d+)").matcher(statistics);
        return calls.find() ? Long.parseLong(calls.group(1)) : 0;
    }

    /** The epoch of the partition's entries; empty before there is any. */
    Optional<String> epoch(int partition) {
        return Optional.ofNullable(
                commands().get(keys.epoch(partition)).toCompletableFuture().join());
    }

    private RedisAsyncCommands<String, String> commands() {
        return Objects.requireNonNull(redis.commands(), "Redis is not connected");
    }

    DatabaseClient queries() {
        return postgres.forQueries();
    }

    /** Applies the order's verdict as the partition's first event. */
    void place(Order order, int partition) {
        first(new Changes(List.of(new OrderChange.Placed(order)), List.of(), List.of(), Set.of()), partition);
    }

    /** Applies the deal's opening as the partition's first event. */
    void open(Deal deal, int partition) {
        first(new Changes(List.of(), List.of(new DealChange.Opened(deal)), List.of(), Set.of()), partition);
    }

    /** Commits the order as the partition's event at that offset, and publishes nothing. */
    AppliedBatch commit(Order order, int partition, long offset) {
        Changes changes = new Changes(List.of(new OrderChange.Placed(order)), List.of(), List.of(), Set.of());
        return events().apply(List.of(new Advance(partition, offset, offset + 1, offset + 1)), changes)
                .blockOptional()
                .orElseThrow();
    }

    private void first(Changes changes, int partition) {
        events().apply(List.of(new Advance(partition, 0, 1, 1)), changes).block();
    }

    /** Takes a partition from one offset to the next, as if the events between had been applied. */
    public void advance(int partition, long from, long nextOffset) {
        events().apply(List.of(new Advance(partition, from, nextOffset, nextOffset)), Fold.of(List.of()))
                .block();
    }

    /** As after a restore from a backup. */
    public void setBack(int partition, long nextOffset) {
        queries()
                .sql("UPDATE partitions SET next_offset = $1, applied_command = $1 WHERE partition = $2")
                .bind(0, nextOffset)
                .bind(1, partition)
                .then()
                .block();
    }

    /** Runs a statement, such as one that adds a constraint. */
    public void execute(String sql) {
        queries().sql(sql).then().block();
    }

    /** Keeps whoever would move the partition on waiting until it is closed. */
    public AutoCloseable lock(int partition) {
        return lock("SELECT 1 FROM partitions WHERE partition = %d FOR UPDATE".formatted(partition));
    }

    /** Keeps a statement that needs what this one locks waiting until it is closed. */
    AutoCloseable lock(String sql) {
        Connection connection = Mono.from(queries().getConnectionFactory().create())
                .<Connection>map(it -> it)
                .blockOptional()
                .orElseThrow();
        Mono.from(connection.beginTransaction()).block();
        Mono.from(connection.createStatement(sql).execute())
                .flatMapMany(Result::getRowsUpdated)
                .blockLast();
        return () -> Mono.from(connection.rollbackTransaction())
                .then(Mono.from(connection.close()))
                .block();
    }

    /** Whether readers trust what the cache has of the partition. */
    public boolean hasLease(int partition) {
        RedisAsyncCommands<String, String> connected = redis.commands();
        return connected != null
                && connected.exists(keys.lease(partition)).toCompletableFuture().join() == 1;
    }

    public void losePostgres() {
        postgres.close();
    }

    @Override
    public void close() {
        publisher.close();
        redis.close();
        postgres.close();
    }
}
