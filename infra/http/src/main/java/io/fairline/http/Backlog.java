package io.fairline.http;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessageDecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * What one connection has sent and the server has to keep: the beginning of a head, a request whose body is still to come,
 * one with an unusual head, and those that wait behind another. A four-byte header becomes an 80-byte object, a 20-byte
 * request one of hundreds of bytes, so they come out of a budget that all connections share. A usual request that
 * comes alone and in one piece, as nearly all do, takes nothing of that. Used by one event loop alone.
 */
final class Backlog {

    /** The most that is between messages and the decoder does not tell of: empty lines, and what chunks say beside their size. */
    private static final int FRAME_BYTES = 128;

    private static final int LINE_END_BYTES = 2;

    /** The least that is taken: a request that is being served is 13 KB of heap, however short. */
    static final int LEAST_TAKEN_BYTES = 512;

    private static final int USUAL_HEAD_BYTES = 2_048;
    private static final int USUAL_HEADERS = 64;

    private final ByteBudget budget;
    private int readBytes;
    private int undecodedBytes;
    private int servedBytes;
    private int unanswered;
    private boolean bodyIsWhole;
    private boolean bodyIsChunked;
    private boolean headIsUsual;
    private int takenBytes;

    Backlog(ByteBudget budget) {
        this.budget = budget;
    }

    /** Bytes come, and go to the decoder. */
    void received(int bytes) {
        readBytes = bytes;
        undecodedBytes += bytes;
    }

    /** A request's head comes out of the decoder. */
    void decoded(HttpRequest head) {
        unanswered++;
        bodyIsWhole = false;
        bodyIsChunked = HttpUtil.isTransferEncodingChunked(head);
        headIsUsual = false;
        if (head.decoderResult() instanceof HttpMessageDecoderResult lengths) {
            // The request line and the empty one end alike.
            int lines = head.headers().size() + 2;
            // All that is not decoded came with this read: what chunks of other bodies seem to leave does not add up.
            undecodedBytes = Math.clamp(undecodedBytes - lengths.totalSize() - lines * LINE_END_BYTES, 0, readBytes);
            headIsUsual =
                    lengths.totalSize() <= USUAL_HEAD_BYTES && head.headers().size() <= USUAL_HEADERS;
        }
    }

    /** A piece of a body comes out of the decoder. */
    void decoded(HttpContent body) {
        int bytes = body.content().readableBytes();
        int frameBytes = bodyIsChunked ? leastFrameBytes(bytes) : 0;
        undecodedBytes = Math.max(undecodedBytes - bytes - frameBytes, 0);
        if (unanswered <= 1) {
            servedBytes += bytes; // whoever serves the request bounds what is kept of its body
        }
        bodyIsWhole = body instanceof LastHttpContent;
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
    boolean fits() {
        int keptBytes = readBytes - servedBytes;
        servedBytes = 0;
        if (isSettled()) {
            giveBack();
            return true;
        }
        int moreBytes = Math.max(keptBytes, LEAST_TAKEN_BYTES - takenBytes);
        takenBytes += moreBytes;
        return budget.charge(moreBytes);
    }

    /** An answer is complete. */
    void answered() {
        unanswered--;
        if (isSettled()) {
            giveBack();
        } else if (unanswered == 0) {
            keepOnly(Math.max(undecodedBytes, LEAST_TAKEN_BYTES));
        }
    }

    /** The connection is closed, and nothing of it kept. */
    void giveBack() {
        keepOnly(0);
    }

    private void keepOnly(int bytes) {
        if (takenBytes > bytes) {
            budget.giveBack(takenBytes - bytes);
            takenBytes = bytes;
        }
    }

    /** Of a chunk: its size in hex digits and two line ends. Extensions and trailers, which nobody sends, are not seen. */
    private static int leastFrameBytes(int chunkBytes) {
        return Integer.toHexString(chunkBytes).length() + 2 * LINE_END_BYTES;
    }

    private boolean isSettled() {
        boolean keepsLittle = unanswered == 0 || (unanswered == 1 && bodyIsWhole && headIsUsual);
        return keepsLittle && undecodedBytes <= FRAME_BYTES;
    }
}
