package io.fairline.intake.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The header of draft-ietf-httpapi-idempotency-key-header: a quoted string of RFC 8941, or, as most clients send it, its
 * bare characters. Quoted or not, the same characters are the same key.
 */
final class IdempotencyKey {

    private static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 255;

    private IdempotencyKey() {}

    /**
     * The key, null when the client sent none.
     *
     * @throws RequestRefused when there are several, or it is not a key
     */
    static @Nullable String of(HttpHeaders headers) {
        List<String> values = headers.getOrEmpty(HEADER);
        if (values.isEmpty()) {
            return null;
        }
        String key = values.size() == 1 ? parse(values.getFirst()) : null;
        if (key == null || key.isEmpty() || key.length() > LONGEST || !isVisibleAscii(key)) {
            throw new RequestRefused(
                    ProblemType.INVALID_REQUEST,
                    "Send one Idempotency-Key of 1 to 255 visible ASCII characters, such as a UUID.");
        }
        return key;
    }

    private static @Nullable String parse(String value) {
        return value.startsWith("\"") ? unquote(value) : value;
    }

    /** The characters of a quoted string; null when it is not one. */
    private static @Nullable String unquote(String value) {
        StringBuilder key = new StringBuilder(value.length());
        int end = value.length() - 1;
        for (int i = 1; i < end; i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
                c = i < end ? value.charAt(i) : 0;
                if (c != '"' && c != '\\') {
                    return null;
                }
            } else if (c == '"') {
                return null;
            }
            key.append(c);
        }
        return end > 0 && value.charAt(end) == '"' ? key.toString() : null;
    }

    private static boolean isVisibleAscii(String key) {
        return key.chars().allMatch(c -> c > 0x20 && c < 0x7F);
    }
}
