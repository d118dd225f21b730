package io.fairline.processor;

/** Starting would do harm, or cannot succeed, until somebody has changed something. The message says what, in one line. */
public final class RefusesToRun extends RuntimeException {

    public RefusesToRun(String message) {
        super(message);
    }
}
