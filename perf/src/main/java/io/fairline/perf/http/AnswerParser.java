package io.fairline.perf.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds the end of an answer in the bytes read so far: content-length, chunked, or no body. */
final class AnswerParser {

    private static final byte[] CHUNKED = "chunked".getBytes(US_ASCII);
    private static final byte[] EMPTY = new byte[0];

    private AnswerParser() {}

    /** The answer; null while more bytes are needed. */
    static @Nullable HttpAnswer parse(byte[] bytes, int length) throws IOException {
        int headEnd = endOfHead(bytes, length);
        if (headEnd < 0) {
            return null;
        }
        int lengthAt = HttpAnswer.findHeader(bytes, headEnd, "content-length");
        if (lengthAt >= 0) {
            int bodyEnd = headEnd + number(bytes, lengthAt, 10);
            return bodyEnd > length ? null : new HttpAnswer(bytes, headEnd, bytes, headEnd, bodyEnd);
        }
        int codingAt = HttpAnswer.findHeader(bytes, headEnd, "transfer-encoding");
        if (codingAt >= 0 && contains(bytes, codingAt, headEnd)) {
            return chunked(bytes, headEnd, length);
        }
        HttpAnswer bare = new HttpAnswer(bytes, headEnd, EMPTY, 0, 0);
        if (bare.status() == 204 || bare.status() == 304) {
            return bare;
        }
        throw new IOException("an answer of unknown length, status " + bare.status());
    }

    private static int endOfHead(byte[] bytes, int length) {
        for (int i = 3; i < length; i++) {
            if (bytes[i] == '\n' && bytes[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static @Nullable HttpAnswer chunked(byte[] bytes, int headEnd, int length) {
        byte[] body = new byte[length - headEnd];
        int bodyLength = 0;
        int at = headEnd;
        while (true) {
            int lineEnd = at;
            while (lineEnd < length && bytes[lineEnd] != '\n') {
                lineEnd++;
            }
            if (lineEnd >= length) {
                return null;
            }
            int size = number(bytes, at, 16);
            int next = lineEnd + 1 + size + 2;
            if (next > length) {
                return null;
            }
            if (size == 0) {
                return new HttpAnswer(bytes, headEnd, body, 0, bodyLength);
            }
            System.arraycopy(bytes, lineEnd + 1, body, bodyLength, size);
            bodyLength += size;
            at = next;
        }
    }

    private static int number(byte[] bytes, int from, int radix) {
        int at = from;
        while (bytes[at] == ' ') {
            at++;
        }
        int value = 0;
        for (int digit = Character.digit(bytes[at], radix); digit >= 0; digit = Character.digit(bytes[at], radix)) {
            value = value * radix + digit;
            at++;
        }
        return value;
    }

    private static boolean contains(byte[] bytes, int from, int end) {
        for (int at = from; at + CHUNKED.length <= end && bytes[at] != '\n'; at++) {
            int i = 0;
            while (i < CHUNKED.length && bytes[at + i] == CHUNKED[i]) {
                i++;
            }
            if (i == CHUNKED.length) {
                return true;
            }
        }
        return false;
    }
}
