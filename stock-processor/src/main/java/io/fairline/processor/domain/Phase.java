package io.fairline.processor.domain;

/** Where a deal is in its life. */
public enum Phase {
    /** Nobody has opened it; it may still have been asked about, and has answered. */
    UNOPENED,
    OPEN,
    /** Takes no more orders; holds still run to their end. */
    CLOSED
}
