package io.fairline.perf.baselines;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

/**
 * Which deals this instance decides: a lease in Redis for each, renewed every second. An instance takes its even part at
 * once, and another's part when a lease has been free for two rounds. A deal without orders is put to rest, since every
 * stream that is read costs, and woken by the next order. For one thread, but for {@link #offer} and {@link #wake}.
 */
final class StreamLeases {

    private static final String DEALS = "stream-deals";
    private static final Duration LIFE = Duration.ofSeconds(4);
    private static final long ROUND_NANOS = Duration.ofSeconds(1).toNanos();
    // Longer by far than a round: an order of a deal that was woken within this round is never laid to rest with it.
    private static final long IDLE_NANOS = 10 * ROUND_NANOS;
    private static final Duration LONGEST_ANSWERING = Duration.ofSeconds(2);
    private static final String HELD = "held";
    private static final String FREE = "free";
    // Renews one's own lease; takes a free one if it may.
    private static final String TAKE = """
            local holder = redis.call('GET', KEYS[1])
            if holder == ARGV[1] or (not holder and ARGV[3] == '1') then
                redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
                return 'held'
            end
            return holder and 'taken' or 'free'""";
    private static final String REST = """
            if redis.call('XLEN', KEYS[1]) > 0 then
                return 0
            end
            redis.call('DEL', KEYS[2])
            return redis.call('SREM', KEYS[3], ARGV[1])""";

    private final RedisCommands<String, String> redis;
    private final RedisAsyncCommands<String, String> background;
    private final Instance self;
    private final String take;
    private final String rest;
    private final String holder;
    private final Set<Integer> seenFree = new HashSet<>();
    private final Set<Integer> caughtUp = new HashSet<>();
    private final Map<Integer, Long> busyNanos = new HashMap<>();
    private final Map<Integer, Long> wokenNanos = new ConcurrentHashMap<>();
    private List<Integer> held = List.of();
    private long nextRoundNanos = System.nanoTime();

    StreamLeases(RedisLink link, Instance self) {
        this.redis = link.shared().sync();
        this.background = link.shared().async();
        this.self = self;
        this.take = redis.scriptLoad(TAKE);
        this.rest = redis.scriptLoad(REST);
        this.holder = String.valueOf(self.number());
    }

    void offer(int dealId) {
        redis.sadd(DEALS, String.valueOf(dealId));
    }

    /** To be called after an order was appended; says so in Redis once a round. */
    void wake(int dealId) {
        long now = System.nanoTime();
        Long before = wokenNanos.get(dealId);
        if (before == null || now - before > ROUND_NANOS) {
            wokenNanos.put(dealId, now);
            var _ = background.sadd(DEALS, String.valueOf(dealId));
        }
    }

    /** Orders of it were read. */
    void isBusy(int dealId) {
        busyNanos.put(dealId, System.nanoTime());
    }

    /** Once a second: renews what is held, puts to rest what is idle, and looks for what is free. */
    void renew() {
        if (System.nanoTime() < nextRoundNanos) {
            return;
        }
        List<Integer> mine = new ArrayList<>();
        take(redis.smembers(DEALS)).forEach((dealId, answer) -> {
            switch (answer) {
                case HELD -> mine.add(dealId);
                case FREE -> seenFree.add(dealId);
                default -> seenFree.remove(dealId);
            }
        });
        mine.removeAll(putToRest(mine));
        held = List.copyOf(mine);
        caughtUp.retainAll(held);
        nextRoundNanos = System.nanoTime() + ROUND_NANOS;
    }

    List<Integer> held() {
        return held;
    }

    /** Held, and nobody has looked yet at what was left of them. */
    List<Integer> newlyHeld() {
        return held.stream().filter(deal -> !caughtUp.contains(deal)).toList();
    }

    void caughtUp(int dealId) {
        caughtUp.add(dealId);
    }

    /** After an error nobody knows what was read and not decided. */
    void startOver() {
        caughtUp.clear();
    }

    /** Those that are idle and have nothing in their streams. */
    private Set<Integer> putToRest(List<Integer> deals) {
        long now = System.nanoTime();
        Map<Integer, RedisFuture<Long>> removed = new HashMap<>();
        for (int dealId : deals) {
            if (now - busyNanos.computeIfAbsent(dealId, _ -> now) >= IDLE_NANOS) {
                String[] keys = {RedisStream.streamOf(dealId), leaseOf(dealId), DEALS};
                removed.put(dealId, background.evalsha(rest, ScriptOutputType.INTEGER, keys, String.valueOf(dealId)));
            }
        }
        Map<Integer, Long> answers = answersOf(removed);
        answers.values().removeIf(count -> count == 0);
        busyNanos.keySet().removeAll(answers.keySet());
        return answers.keySet();
    }

    private static String leaseOf(int dealId) {
        return "lease:{%d}".formatted(dealId);
    }

    private Map<Integer, String> take(Set<String> deals) {
        Map<Integer, RedisFuture<String>> taken = new HashMap<>();
        for (String member : deals) {
            int dealId = Integer.parseInt(member);
            boolean may = dealId % self.of() == self.number() - 1 || seenFree.contains(dealId);
            taken.put(
                    dealId,
                    background.evalsha(
                            take,
                            ScriptOutputType.VALUE,
                            new String[] {leaseOf(dealId)},
                            holder,
                            String.valueOf(LIFE.toMillis()),
                            may ? "1" : "0"));
        }
        return answersOf(taken);
    }

    /** All were asked before the first is waited for: one after another, each would wait for the disk by itself. */
    private static <T> Map<Integer, T> answersOf(Map<Integer, RedisFuture<T>> asked) {
        if (!LettuceFutures.awaitAll(LONGEST_ANSWERING, asked.values().toArray(Future[]::new))) {
            throw new IllegalStateException("Redis does not answer in time");
        }
        Map<Integer, T> answers = new HashMap<>();
        asked.forEach((dealId, answer) ->
                answers.put(dealId, answer.toCompletableFuture().join()));
        return answers;
    }
}
