package io.fairline.perf;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What happens to the stack while the load runs, at set times, on a thread of its own. */
final class Disturbance implements AutoCloseable {

    private record Step(Duration after, String what, Runnable action) {}

    private final PrintStream out;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "disturbance");

    Disturbance(PrintStream out) {
        this.out = out;
    }

    /** The next step, so long after the start of it all. */
    Disturbance then(Duration after, String what, Runnable action) {
        steps.add(new Step(after, what, action));
        return this;
    }

    Disturbance start() {
        thread.start();
        return this;
    }

    /** Steps that failed, in words; to be asked after {@link #close}. */
    List<String> failures() {
        return failures;
    }

    /** Ends it, also where steps are left. */
    @Override
    public void close() {
        ended.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long start = System.nanoTime();
        for (Step step : steps) {
            try {
                long waitNanos = step.after().toNanos() - (System.nanoTime() - start);
                if (ended.await(waitNanos, TimeUnit.NANOSECONDS)) {
                    failures.add("the load ended before: " + step.what());
                    continue;
                }
                out.printf("  ** %s%n", step.what());
                step.action().run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                failures.add(step.what() + ": " + e.getMessage());
            }
        }
    }
}
