package io.fairline.perf.baselines;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Locks the deal in Redis around stock and order in the database: {@code SET NX PX}, and a script that unlocks only what
 * is still one's own. As the lock libraries do, an instance lets one of its threads compete at a time.
 *
 * <p>A holder that is stopped for longer than the lock lives is not alone any more: what keeps it from overselling is the
 * database, not the lock.
 */
final class RedisLock implements Baseline {

    private static final Duration LOCK_LIFE = Duration.ofSeconds(5);
    private static final long LONGEST_WAIT_MILLIS = 2_000;
    private static final long SHORTEST_PAUSE_MICROS = 200;
    private static final long LONGEST_PAUSE_MICROS = 1_000;
    private static final String UNLOCK = """
            if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
            return 0""";

    private final Database database;
    private final RedisCommands<String, String> redis;
    private final String unlock;
    // As many as there are deals on sale.
    private final Map<Integer, Semaphore> turns = new ConcurrentHashMap<>();

    RedisLock(Database database, RedisLink link) {
        this.database = database;
        this.redis = link.shared().sync();
        this.unlock = redis.scriptLoad(UNLOCK);
    }

    @Override
    public void open(Deal deal) {}

    @Override
    public CompletionStage<Outcome> place(Order order) {
        return database.later(() -> inTurn(order));
    }

    @Override
    public void close() {}

    private Outcome inTurn(Order order) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT_MILLIS);
        Semaphore turn = turns.computeIfAbsent(order.dealId(), _ -> new Semaphore(1, true));
        if (!turn.tryAcquire(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
            return Outcome.OVERLOADED;
        }
        try {
            return locked(order, deadline);
        } finally {
            turn.release();
        }
    }

    private Outcome locked(Order order, long deadline) throws SQLException, InterruptedException {
        String key = "lock:" + order.dealId();
        String token = UUID.randomUUID().toString();
        while (redis.set(key, token, SetArgs.Builder.nx().px(LOCK_LIFE)) == null) {
            if (System.nanoTime() > deadline) {
                return Outcome.OVERLOADED;
            }
            TimeUnit.MICROSECONDS.sleep(
                    ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_MICROS, LONGEST_PAUSE_MICROS));
        }
        try {
            return database.decide(connection -> OrderTable.sell(connection, order));
        } finally {
            redis.<Long>evalsha(unlock, ScriptOutputType.INTEGER, new String[] {key}, token);
        }
    }
}
