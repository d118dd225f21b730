package io.fairline.processor.topology;

import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Rings when the next hold may be due, and not before: each time a punctuator runs, Kafka Streams takes it for work and
 * commits a transaction, also where nobody has ordered anything for hours.
 */
final class HoldAlarm {

    private static final long NEVER = Long.MAX_VALUE;

    private final ProcessorContext<?, ?> context;
    private final InstantSource clock;
    private final Duration leastDelay;
    private final Punctuator onRing;
    private @Nullable Cancellable scheduled;
    private long atMillis = NEVER;

    /**
     * Rings for nothing yet.
     *
     * @param clock the one that Kafka Streams goes by; its context only says when the present batch began
     * @param leastDelay between setting the alarm and its ringing, so that what is overdue rings no storm
     * @param onRing sets the alarm anew
     */
    HoldAlarm(ProcessorContext<?, ?> context, InstantSource clock, Duration leastDelay, Punctuator onRing) {
        this.context = context;
        this.clock = clock;
        this.leastDelay = leastDelay;
        this.onRing = onRing;
    }

    /** Rings at that time by the wall clock, or before if it is set already; {@link Long#MAX_VALUE} for never. */
    void setFor(long wallClockMillis) {
        if (wallClockMillis >= atMillis) {
            return;
        }
        cancel();
        long delayMillis = Math.max(leastDelay.toMillis(), wallClockMillis - clock.millis());
        scheduled = context.schedule(Duration.ofMillis(delayMillis), PunctuationType.WALL_CLOCK_TIME, this::ring);
        atMillis = wallClockMillis;
    }

    private void ring(long wallClockMillis) {
        cancel();
        onRing.punctuate(wallClockMillis);
    }

    /** Rings no more, until it is set again. */
    void cancel() {
        if (scheduled != null) {
            scheduled.cancel();
            scheduled = null;
        }
        atMillis = NEVER;
    }
}
