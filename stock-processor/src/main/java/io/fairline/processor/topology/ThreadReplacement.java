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
    private static final int MOST_FENCES_OF_EACH = 2;

    private final int mostDeaths;
    private final int mostFences;
    private final Duration within;
    private final InstantSource clock;
    private final Deque<Long> deathsAtMillis = new ArrayDeque<>();
    private final Deque<Long> fencesAtMillis = new ArrayDeque<>();

    /**
     * @param threads of the service
     * @param timesEach replacements allowed per thread, on average, within {@code within}
     */
    public ThreadReplacement(int threads, int timesEach, Duration within, InstantSource clock) {
        this.mostDeaths = threads * timesEach;
        this.mostFences = threads * MOST_FENCES_OF_EACH;
        this.within = within;
        this.clock = clock;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        int fences = isFenced(failure) ? oneMore(fencesAtMillis) : 0;
        if (fences > mostFences) {
            LOG.error(
                    "stream threads were fenced {} times within {} min: another stock-processor runs under this instance id,"
                            + " so give each its own PROCESSOR_INSTANCE_ID, or the brokers keep forgetting their groups",
                    fences,
                    within.toMinutes());
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        int deaths = oneMore(deathsAtMillis);
        if (deaths > mostDeaths) {
            LOG.error(
                    "a stream thread died, the {} before it within {} min: giving up",
                    mostDeaths,
                    within.toMinutes(),
                    failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.warn("a stream thread died and is replaced ({} of {})", deaths, mostDeaths, failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** How many there have been lately, with this one. */
    private int oneMore(Deque<Long> atMillis) {
        long nowMillis = clock.millis();
        while (!atMillis.isEmpty() && atMillis.getFirst() <= nowMillis - within.toMillis()) {
            atMillis.removeFirst();
        }
        atMillis.addLast(nowMillis);
        return atMillis.size();
    }

    private static boolean isFenced(Throwable failure) {
        return failure instanceof FencedInstanceIdException || failure.getCause() instanceof FencedInstanceIdException;
    }
}
