package io.fairline.perf.compare;

/** How a request for an order ended. */
enum Answer {
    /** Never left: no connection stood. */
    UNSENT,
    SENT,
    /** 201: decided and won. */
    WON,
    /** 202: decided later. */
    IN_LINE,
    /** 409 sold-out. */
    SOLD_OUT,
    /** Any other answer that says that nothing was written. */
    REFUSED,
    /** No answer, or one that says that nobody knows. */
    UNKNOWN;

    boolean isAccepted() {
        return this == WON || this == IN_LINE;
    }
}
