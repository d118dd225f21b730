package io.fairline.intake.idempotency;

/** What is known of an Idempotency-Key. */
public enum KeyStatus {
    /** Nothing is: nobody used it within the last day, or Redis needed the room. */
    NEW,
    /** It came with the same request before: this is a retry. */
    SAME_REQUEST,
    /** It came with another request before. */
    OTHER_REQUEST,
    /** Redis does not answer; the caller goes on without it. */
    UNAVAILABLE
}
