package io.fairline.perf.load;

/** How a request for an order ended, as its client knows it. */
public enum OrderOutcome {
    /** Still waiting for a connection, or never sent. */
    UNSENT,
    /** On its way. */
    SENT,
    /** 202. */
    ACCEPTED,
    /** 409 sold-out: turned away before anything was written, because the deal had nothing left. */
    TURNED_AWAY_AT_THE_GATE,
    /** 503 and Retry-After: turned away because there was too much to do. */
    SHED,
    /** Any other answer that promises that nothing was written. */
    REFUSED,
    /** No answer, or outcome-unknown. */
    UNKNOWN
}
