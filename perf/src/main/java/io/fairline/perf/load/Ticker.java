package io.fairline.perf.load;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something about every second, away from the thread that sends: /proc and the terminal may be slow. */
final class Ticker implements AutoCloseable {

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "ticker"));

    Ticker(Runnable work) {
        var _ = timer.scheduleAtFixedRate(work, 1, 1, TimeUnit.SECONDS);
    }

    /** Returns when the last one has ended. */
    @Override
    public void close() {
        timer.close();
    }
}
