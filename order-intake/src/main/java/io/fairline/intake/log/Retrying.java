package io.fairline.intake.log;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.springframework.core.NestedExceptionUtils;

/** Waiting for a server that is away: it ends when the service is closed, and says what it waits for now and then. */
final class Retrying {

    private static final int ATTEMPTS_PER_LINE = 20;

    private Retrying() {}

    /** One line for the first attempt and then for every twentieth, with the innermost cause. */
    static void logEveryTwentieth(Logger log, int attempt, String what, Throwable failure) {
        if (attempt % ATTEMPTS_PER_LINE == 0) {
            log.warn(
                    "{}: {}; trying again until it answers",
                    what,
                    NestedExceptionUtils.getMostSpecificCause(failure).toString());
        }
    }

    /** Returns early when closed. */
    static void pause(CountDownLatch closing, Duration pause) {
        try {
            // Either way the caller looks at the latch next.
            boolean _ = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing.countDown();
            Thread.currentThread().interrupt();
        }
    }
}
