package io.fairline.projection.log;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What keeps the projection from applying events right now, by place, such as {@code partition 3}. */
final class Stalls {

    private static final String POSTGRES = "postgres";
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

    private final LongSupplier nanoTime;
    private final Map<String, String> reasons = new ConcurrentHashMap<>();
    private volatile @Nullable Long askedNanos;

    Stalls() {
        this(System::nanoTime);
    }

    Stalls(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The place of what keeps a partition from being read on. */
    static String ofPartition(int partition) {
        return "partition " + partition;
    }

    /** The place of what keeps a partition's events from being stored. */
    static String ofStore(int partition) {
        return "store " + partition;
    }

    /** True when this is news: the caller then says so in the log. */
    boolean begin(String place, String reason) {
        return !reason.equals(reasons.put(place, reason));
    }

    /** True when there was one. */
    boolean end(String place) {
        return !reasons.isEmpty() && reasons.remove(place) != null;
    }

    /**
     * Asks Postgres. A server that says nothing at all fails nothing for a long time: what takes too long is a stall from
     * then until there is an answer. For the consuming thread only.
     */
    <T> T whileAsking(Supplier<T> question) {
        askedNanos = nanoTime.getAsLong();
        try {
            return question.get();
        } finally {
            askedNanos = null;
        }
    }

    boolean any() {
        return !all().isEmpty();
    }

    Map<String, String> all() {
        Map<String, String> all = new TreeMap<>(reasons);
        Long asked = askedNanos;
        if (asked != null && nanoTime.getAsLong() - asked > LONGEST_ANSWER.toNanos()) {
            all.put(POSTGRES, "it has not answered for " + LONGEST_ANSWER);
        }
        return all;
    }
}
