package io.fairline.http;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessageDecoderResult;
import io.netty.handler.codec.http.HttpRequest;

/**
 * What one connection has sent and the server has to keep: the beginning of a head, and requests that wait behind another.
 * A header of four bytes is an object of eighty, and a request of twenty one of hundreds, so it comes out of an allowance
 * that all connections share. A request that comes alone and in one piece, as nearly all do, takes nothing of that. Used
 * by one event loop alone.
 */
final class Backlog {

    /** The most that is between messages and the decoder does not tell of: empty lines, and the sizes of chunks. */
    private static final int FRAME_BYTES = 128;

    private static final int LINE_END_BYTES = 2;

    private final Allowance allowance;
    private int undecodedBytes;
    private int unanswered;
    private int takenBytes;

    Backlog(Allowance allowance) {
        this.allowance = allowance;
    }

    /** Bytes come, and go to the decoder. */
    void received(int bytes) {
        undecodedBytes += bytes;
    }

    /** A request's head comes out of the decoder. */
    void decoded(HttpRequest head) {
        unanswered++;
        if (head.decoderResult() instanceof HttpMessageDecoderResult lengths) {
            // The request line and the empty one end alike.
            int lines = head.headers().size() + 2;
            undecodedBytes -= lengths.totalSize() + lines * LINE_END_BYTES;
        }
    }

    /** A piece of a body comes out of the decoder. */
    void decoded(HttpContent body) {
        undecodedBytes -= body.content().readableBytes();
    }

    /** Where one request has ended: whether the decoder has some of the next one. */
    boolean hasMore() {
        if (undecodedBytes > FRAME_BYTES) {
            return true;
        }
        undecodedBytes = 0;
        return false;
    }

    /** All that the bytes have brought was decoded; false when there is no room to keep what they leave behind. */
    boolean fits(int bytes) {
        if (isSettled()) {
            giveBack();
            return true;
        }
        takenBytes += bytes;
        return allowance.take(bytes);
    }

    /** An answer is complete. */
    void answered() {
        unanswered--;
        if (isSettled()) {
            giveBack();
        }
    }

    /** The connection is closed, and nothing of it kept. */
    void giveBack() {
        if (takenBytes > 0) {
            allowance.giveBack(takenBytes);
            takenBytes = 0;
        }
    }

    private boolean isSettled() {
        return unanswered <= 1 && undecodedBytes <= FRAME_BYTES;
    }
}
