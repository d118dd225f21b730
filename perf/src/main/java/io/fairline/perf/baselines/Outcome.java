package io.fairline.perf.baselines;

/** What is answered to an order. */
public enum Outcome {
    /** Won, and on disk. */
    RESERVED,
    /** Taken; decided later. */
    IN_LINE,
    SOLD_OUT,
    UNKNOWN_DEAL,
    QUANTITY_OVER_MAXIMUM,
    /** Too much to do; nothing was written. */
    OVERLOADED
}
