package io.fairline.perf.baselines;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which deals this instance decides: a lease in Redis for each, renewed every second. An instance takes its even part at
 * once, and another's part when a lease has been free for two rounds. For one thread, but for {@link #offer}.
 */
final class StreamLeases {

    private static final String DEALS = "stream-deals";
    private static final Duration LIFE = Duration.ofSeconds(4);
    private static final long ROUND_NANOS = Duration.ofSeconds(1).toNanos();
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

    private final RedisCommands<String, String> redis;
    private final Instance self;
    private final String take;
    private final String holder;
    private final Set<Integer> seenFree = new HashSet<>();
    private final Set<Integer> caughtUp = new HashSet<>();
    private List<Integer> held = List.of();
    private long nextRoundNanos = System.nanoTime();

    StreamLeases(RedisLink link, Instance self) {
        this.redis = link.shared().sync();
        this.self = self;
        this.take = redis.scriptLoad(TAKE);
        this.holder = String.valueOf(self.number());
    }

    void offer(int dealId) {
        redis.sadd(DEALS, String.valueOf(dealId));
    }

    /** Once a second: renews what is held and looks for what is free. */
    void renew() {
        if (System.nanoTime() < nextRoundNanos) {
            return;
        }
        List<Integer> now = new ArrayList<>();
        for (String member : redis.smembers(DEALS)) {
            int dealId = Integer.parseInt(member);
            boolean may = dealId % self.of() == self.number() - 1 || seenFree.contains(dealId);
            switch (take(dealId, may)) {
                case HELD -> now.add(dealId);
                case FREE -> seenFree.add(dealId);
                default -> seenFree.remove(dealId);
            }
        }
        held = List.copyOf(now);
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

    private String take(int dealId, boolean may) {
        return redis.evalsha(
                take,
                ScriptOutputType.VALUE,
                new String[] {"lease:{%d}".formatted(dealId)},
                holder,
                String.valueOf(LIFE.toMillis()),
                may ? "1" : "0");
    }
}
