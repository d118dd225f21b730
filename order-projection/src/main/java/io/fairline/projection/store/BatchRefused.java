package io.fairline.projection.store;

import org.springframework.core.NestedExceptionUtils;

/**
 * Postgres does not take these rows, so nothing was written, now or by an earlier try of the same batch. To try again helps
 * once somebody has changed something, and what is tried without the refused rows may well be taken.
 */
public sealed class BatchRefused extends RuntimeException permits EventsSkipped {

    BatchRefused(String message) {
        super(message);
    }

    /** Says what Postgres said: what is around that repeats the whole statement. */
    BatchRefused(Throwable refusal) {
        super(NestedExceptionUtils.getMostSpecificCause(refusal).getMessage(), refusal);
    }
}
