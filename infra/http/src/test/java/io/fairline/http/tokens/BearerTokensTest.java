package io.fairline.http.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Which characters make a token, by RFC 6750. */
class BearerTokensTest {

    private static final String ALL = "AZaz09-._~+/=";

    @Test
    void everyCharacterOfTheRuleIsTaken() {
        assertThat(tokenIn("Bearer " + ALL)).isEqualTo(ALL);
        assertThat(tokenIn("bEARER x")).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b", "@", "[", "`", "{", ":", ",", "a\"", "a\t", "\u007f", "a\u0080", "\u00e4", "\u0131", "\u2028"
            })
    void noOtherIs(String token) {
        assertThatThrownBy(() -> tokenIn("Bearer " + token)).isInstanceOf(InvalidBearerTokenException.class);
    }

    private static @Nullable Object tokenIn(String header) {
        MockServerWebExchange exchange = MockServerWebExchange.from(
                MockServerHttpRequest.post("/orders").header(HttpHeaders.AUTHORIZATION, header));
        Authentication found =
                new BearerTokens().convert(exchange).blockOptional().orElseThrow();
        return found.getCredentials();
    }
}
