package io.fairline.perf.baselines;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The alternatives by name. */
public enum Approach {
    MEMORY_QUEUE,
    ROW_LOCK,
    ADVISORY_LOCK,
    REDIS_LOCK,
    REDIS_SCRIPT,
    REDIS_STREAM,
    SKIP_LOCKED;

    /** The approach of a name such as {@code row-lock}. */
    public static Approach named(String name) {
        return Arrays.stream(values())
                .filter(approach -> approach.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--baseline is one of %s, not '%s'"
                        .formatted(
                                Arrays.stream(values()).map(Approach::toString).collect(Collectors.joining(", ")),
                                name)));
    }

    /** Connects it; it may begin to work at once. */
    public Baseline start(Database database, RedisLink redis, Instance self) throws SQLException {
        return switch (this) {
            case MEMORY_QUEUE -> new MemoryQueue(database, self);
            case ROW_LOCK -> new RowLock(database);
            case ADVISORY_LOCK -> new AdvisoryLock(database);
            case REDIS_LOCK -> new RedisLock(database, redis);
            case REDIS_SCRIPT -> new RedisScript(database, redis);
            case REDIS_STREAM -> new RedisStream(database, redis, self);
            case SKIP_LOCKED -> new SkipLocked(database);
        };
    }

    /** Whether an order is decided after its answer. */
    public boolean answersBeforeDeciding() {
        return this == MEMORY_QUEUE || this == REDIS_STREAM;
    }

    /** Whether what was promised is lost with Redis's memory; a lock may be. */
    public boolean keepsOrdersInRedis() {
        return this == REDIS_SCRIPT || this == REDIS_STREAM;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
