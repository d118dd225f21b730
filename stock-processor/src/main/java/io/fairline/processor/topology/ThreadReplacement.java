package io.fairline.processor.topology;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died, a few times within some minutes. A failure that outlives that is not to be cured by
 * another thread; then the whole client shuts down, and whoever supervises the process sees it.
 */
public final class ThreadReplacement implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);

    // A broker that was killed may have forgotten its members and fence each once; a namesake does so again and again.
    private static final int MOST_FENCES = 2;

    private final int atMost;
    private final Duration within;
    private final InstantSource clock;
    private final Deque<Long> replacedAtMillis = new ArrayDeque<>();
    private long fencedAtMillis;
    private int fences;

    /** Replaces so many threads within any such time. */
    public ThreadReplacement(int atMost, Duration within, InstantSource clock) {
        this.atMost = atMost;
        this.within = within;
        this.clock = clock;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        long nowMillis = clock.millis();
        if (nowMillis - fencedAtMillis > within.toMillis()) {
            fences = 0;
        }
        if (isFenced(failure)) {
            fencedAtMillis = nowMillis;
            if (++fences > MOST_FENCES) {
                LOG.error(
                        "another stock-processor runs under this instance id: give each its own PROCESSOR_INSTANCE_ID");
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
        }
        while (!replacedAtMillis.isEmpty() && replacedAtMillis.getFirst() <= nowMillis - within.toMillis()) {
            replacedAtMillis.removeFirst();
        }
        if (replacedAtMillis.size() >= atMost) {
            LOG.error(
                    "a stream thread died, the {} before it within {} min: giving up",
                    atMost,
                    within.toMinutes(),
                    failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        replacedAtMillis.addLast(nowMillis);
        LOG.warn("a stream thread died and is replaced ({} of {})", replacedAtMillis.size(), atMost, failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private static boolean isFenced(Throwable failure) {
        return failure instanceof FencedInstanceIdException || failure.getCause() instanceof FencedInstanceIdException;
    }
}
