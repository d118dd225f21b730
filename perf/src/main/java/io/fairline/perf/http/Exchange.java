package io.fairline.perf.http;

import java.nio.ByteBuffer;

/** A request and what becomes of it. All methods are called on the loop's thread; exactly one of the last two ends it. */
public interface Exchange {

    /** Writes head and body of the request; called once, right before its first byte leaves. */
    void encode(ByteBuffer out, long nowNanos);

    /** The answer arrived; it is valid during the call only. */
    void answered(HttpAnswer answer, long nowNanos);

    /** No answer will come: the connection broke or time was up. The request may have been carried out. */
    void lost(String why, long nowNanos);
}
