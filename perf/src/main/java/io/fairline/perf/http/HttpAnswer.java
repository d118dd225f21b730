package io.fairline.perf.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** An answer as it lies in the connection's buffer. Looks fields up by scanning: the bodies are short. */
public final class HttpAnswer {

    private static final byte[] QUOTE_COLON = "\":".getBytes(US_ASCII);

    private final byte[] bytes;
    private final int headEnd;
    private final byte[] body;
    private final int bodyStart;
    private final int bodyEnd;

    HttpAnswer(byte[] bytes, int headEnd, byte[] body, int bodyStart, int bodyEnd) {
        this.bytes = bytes;
        this.headEnd = headEnd;
        this.body = body;
        this.bodyStart = bodyStart;
        this.bodyEnd = bodyEnd;
    }

    public int status() {
        int digits = "HTTP/1.1 ".length();
        return (bytes[digits] - '0') * 100 + (bytes[digits + 1] - '0') * 10 + (bytes[digits + 2] - '0');
    }

    /** The header's value; null where it is missing. The name in lower case. */
    public @Nullable String header(String name) {
        int at = findHeader(bytes, headEnd, name);
        if (at < 0) {
            return null;
        }
        int end = at;
        while (bytes[end] != '\r') {
            end++;
        }
        return new String(bytes, at, end - at, ISO_8859_1).strip();
    }

    public String body() {
        return new String(body, bodyStart, bodyEnd - bodyStart, UTF_8);
    }

    /** The first field of this name in a JSON body, as text, without quotes; null where it is missing. No escapes. */
    public @Nullable String field(String name) {
        byte[] wanted = name.getBytes(US_ASCII);
        for (int at = bodyStart + 1; at + wanted.length + QUOTE_COLON.length < bodyEnd; at++) {
            if (body[at - 1] == '"' && startsWith(at, wanted) && startsWith(at + wanted.length, QUOTE_COLON)) {
                return value(at + wanted.length + QUOTE_COLON.length);
            }
        }
        return null;
    }

    /** The last part of an RFC 9457 problem's type; empty for any other body. */
    public String problem() {
        String type = field("type");
        return type == null ? "" : type.substring(type.lastIndexOf(':') + 1);
    }

    private boolean startsWith(int at, byte[] wanted) {
        if (at + wanted.length > bodyEnd) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (body[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private String value(int from) {
        int start = from;
        while (start < bodyEnd && body[start] == ' ') {
            start++;
        }
        boolean quoted = start < bodyEnd && body[start] == '"';
        start += quoted ? 1 : 0;
        int end = start;
        while (end < bodyEnd && !endsValue(body[end], quoted)) {
            end++;
        }
        return new String(body, start, end - start, UTF_8);
    }

    private static boolean endsValue(byte next, boolean quoted) {
        return quoted ? next == '"' : next == ',' || next == '}' || next == ' ';
    }

    /** Index of the value of a header; -1 where it is missing. Names compare without case. */
    static int findHeader(byte[] bytes, int headEnd, String name) {
        int line = 0;
        while (line < headEnd) {
            int i = 0;
            while (i < name.length() && lower(bytes[line + i]) == name.charAt(i)) {
                i++;
            }
            if (i == name.length() && bytes[line + i] == ':') {
                return line + i + 1;
            }
            while (bytes[line] != '\n') {
                line++;
            }
            line++;
        }
        return -1;
    }

    private static int lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
    }
}
