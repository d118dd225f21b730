package io.fairline.intake.idempotency;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends together what is asked within a moment. Each flush wakes a thread at Redis and two here, which costs more than the
 * command it carries. After a pause the first one goes at once; only who comes right behind another waits.
 */
final class PacedFlush {

    private enum State {
        IDLE,
        PAUSING,
        ASKED
    }

    private final Runnable flush;
    private final long paceMicros;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

    /** @param pace least time from one flush to the next */
    PacedFlush(Runnable flush, Duration pace) {
        this.flush = flush;
        this.paceMicros = TimeUnit.NANOSECONDS.toMicros(pace.toNanos());
    }

    /** Flushes on the loop what was written before this call, within the pace. */
    void soon(EventExecutor loop) {
        if (state.getAndSet(State.ASKED) == State.IDLE) {
            loop.execute(() -> turn(loop));
        }
    }

    private void turn(EventExecutor loop) {
        if (state.compareAndSet(State.PAUSING, State.IDLE)) {
            return;
        }
        state.set(State.PAUSING); // before the flush: who asks from here on may have written too late for it
        try {
            flush.run();
        } finally {
            var _ = loop.schedule(() -> turn(loop), paceMicros, TimeUnit.MICROSECONDS);
        }
    }
}
