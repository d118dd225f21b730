package io.fairline.processor.wire;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How long a record may wait for a schema registry that does not answer.
 *
 * @param limit after which the stream thread fails, its record undecided but not dropped
 * @param answerWithin after which a question counts as not answered
 * @param pause between two tries
 * @param stopping true once the service shuts down, which ends all waiting
 */
public record RegistryPatience(Duration limit, Duration answerWithin, Duration pause, BooleanSupplier stopping) {

    /** Waits once; returns whether there is anything left to wait for. */
    boolean waitFor(Duration waitedSoFar) {
        if (stopping.getAsBoolean() || waitedSoFar.compareTo(limit) >= 0) {
            return false;
        }
        try {
            Thread.sleep(pause);
            return !stopping.getAsBoolean();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The registry did not answer in time. The record is read again by whoever takes over. */
    static final class RegistryUnreachable extends RuntimeException {
        RegistryUnreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
