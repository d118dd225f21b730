package io.fairline.intake.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class IdempotencyKeyTest {

    @Test
    void isOptional() {
        assertThat(IdempotencyKey.of(new HttpHeaders())).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "abc, abc",
                "\"abc\", abc",
                "`a,b`, `a,b`",
                "a\"b, a\"b",
                "\"a\\\"b\", a\"b",
                "\"a\\\\b\", a\\b",
                "\"a\\\\\", a\\",
                "a\\b, a\\b",
                "!~, !~",
            })
    void isItsCharactersWhetherQuotedOrNot(String header, String key) {
        assertThat(IdempotencyKey.of(headers(header))).isEqualTo(key);
    }

    @Test
    void mayBeAsLongAsItsBoundAndNoLonger() {
        String longest = "k".repeat(255);

        assertThat(IdempotencyKey.of(headers(longest))).isEqualTo(longest);
        assertThat(IdempotencyKey.of(headers('"' + longest + '"'))).isEqualTo(longest);
        assertRefused(headers(longest + "k"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"\"",
                "\"",
                "\"abc",
                "\"abc\\\"",
                "\"abc\\",
                "\"a\"b\"",
                "\"a\\b\"",
                "a b",
                "\"a b\"",
                "a\tb",
                "ключ",
                "a\u007f",
            })
    void isRefusedWhenItIsNoKey(String header) {
        assertRefused(headers(header));
    }

    @Test
    void isRefusedWhenThereAreTwo() {
        HttpHeaders headers = headers("a");
        headers.add("Idempotency-Key", "a");

        assertRefused(headers);
    }

    private static void assertRefused(HttpHeaders headers) {
        assertThatExceptionOfType(RequestRefused.class)
                .isThrownBy(() -> IdempotencyKey.of(headers))
                .satisfies(refused -> assertThat(refused.problem().type()).isEqualTo(ProblemType.INVALID_REQUEST));
    }

    private static HttpHeaders headers(String key) {
        HttpHeaders headers = new HttpHeaders();
        headers.add("Idempotency-Key", key);
        return headers;
    }
}
