package io.fairline.perf.baselines;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps the stock in Redis and takes from it by a script, then writes the order.
 *
 * <p>The script remembers an order for a day: a retry gets the units that the first try took, and writes the row if that
 * is missing. When an instance dies between script and row, and nobody retries, the units are gone: given back without
 * knowing, they might be sold twice.
 */
final class RedisScript implements Baseline {

    private static final long SOLD_OUT = 0;
    private static final long REMEMBERED_SECONDS = Duration.ofDays(1).toSeconds();
    private static final String TAKE = """
            local before = redis.call('GET', KEYS[2])
            if before then return tonumber(before) end
            local left = tonumber(redis.call('HGET', KEYS[1], 'available'))
            if not left then return redis.error_reply('the stock is not in Redis') end
            if left < tonumber(ARGV[1]) then return 0 end
            redis.call('HINCRBY', KEYS[1], 'available', -ARGV[1])
            local place = redis.call('HINCRBY', KEYS[1], 'decided', 1)
            redis.call('SET', KEYS[2], place, 'EX', ARGV[2])
            return place""";

    private final Database database;
    private final RedisAsyncCommands<String, String> redis;
    private final String take;

    RedisScript(Database database, RedisLink link) {
        this.database = database;
        this.redis = link.shared().async();
        this.take = link.shared().sync().scriptLoad(TAKE);
    }

    @Override
    public void open(Deal deal) {
        Map<String, String> stock = Map.of("available", String.valueOf(deal.stock()), "decided", "0");
        redis.hset(stockKey(deal.dealId()), stock).toCompletableFuture().join();
    }

    @Override
    public CompletionStage<Outcome> place(Order order) {
        // The braces keep a deal's keys on one node of a cluster.
        String[] keys = {stockKey(order.dealId()), "order:{%d}:%s".formatted(order.dealId(), order.id())};
        return redis.<Long>evalsha(
                        take,
                        ScriptOutputType.INTEGER,
                        keys,
                        String.valueOf(order.quantity()),
                        String.valueOf(REMEMBERED_SECONDS))
                .thenCompose(place -> place == SOLD_OUT
                        ? CompletableFuture.completedFuture(Outcome.SOLD_OUT)
                        : database.inTransactionLater(connection -> {
                            OrderTable.insert(connection, order, place);
                            return Outcome.RESERVED;
                        }));
    }

    @Override
    public void close() {}

    private static String stockKey(int dealId) {
        return "stock:{%d}".formatted(dealId);
    }
}
