package io.fairline.projection.log;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A wait on the consuming thread that ends early when the listener is to stop. */
final class Pause {

    private static final long STEP_MILLIS = 50;

    private Pause() {}

    static void of(Duration length, BooleanSupplier running) {
        long end = System.nanoTime() + length.toNanos();
        try {
            while (running.getAsBoolean() && System.nanoTime() < end) {
                Thread.sleep(STEP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
