package io.fairline.projection;

/** The surroundings are such that running would do harm. The message is one line and says what to do. */
public final class RefusesToRun extends RuntimeException {

    public RefusesToRun(String message) {
        super(message);
    }

    public RefusesToRun(String message, Throwable cause) {
        super(message, cause);
    }
}
