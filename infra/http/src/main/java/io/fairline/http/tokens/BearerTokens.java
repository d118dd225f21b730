package io.fairline.http.tokens;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Finds the token in the Authorization header, and nowhere else. Spring's own converter does the same with a regular
 * expression, which was a twentieth of the cost of an order.
 */
public final class BearerTokens implements ServerAuthenticationConverter {

    private static final String SCHEME = "Bearer";

    /** The characters that RFC 6750 gives a token. In a table: no processor can guess which of the ranges is next. */
    private static final boolean[] OF_A_TOKEN = new boolean[128];

    static {
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/="
                .chars()
                .forEach(c -> OF_A_TOKEN[c] = true);
    }

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        return Mono.fromSupplier(() -> in(exchange.getRequest().getHeaders())).map(BearerTokenAuthenticationToken::new);
    }

    /**
     * The token, null where the header names none.
     *
     * @throws InvalidBearerTokenException when what stands there is no token
     */
    public static @Nullable String in(HttpHeaders headers) {
        String header = headers.getFirst(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        int tokenAt = SCHEME.length() + 1;
        if (header.length() <= tokenAt || header.charAt(tokenAt - 1) != ' ' || !isToken(header, tokenAt)) {
            throw new InvalidBearerTokenException("The header holds no token");
        }
        return header.substring(tokenAt);
    }

    /** What they say is judged by its signature. */
    private static boolean isToken(String header, int from) {
        for (int at = from; at < header.length(); at++) {
            char c = header.charAt(at);
            if (c >= OF_A_TOKEN.length || !OF_A_TOKEN[c]) {
                return false;
            }
        }
        return true;
    }
}
