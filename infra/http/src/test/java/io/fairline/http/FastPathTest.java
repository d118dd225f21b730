package io.fairline.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.http.tokens.TokenSettings;
import io.fairline.http.tokens.VerifiedTokens;
import io.fairline.local.JwtKeys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.UrlResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import reactor.core.publisher.Mono;

/** Who gets by, and who does not. */
class FastPathTest {

    private static final JwtKeys KEYS = JwtKeys.generate(Path.of("target", "jwt-of-the-fast-path"));
    private static final String GOOD = "Bearer " + KEYS.token("alice");

    private final VerifiedTokens tokens = new VerifiedTokens(
            settings(), Clock.systemUTC(), (subject, _) -> new TestingAuthenticationToken(subject, ""));
    private final List<String> calls = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final MockServerHttpResponse response = new MockServerHttpResponse();

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/orders?wait=1", "/%6Frders"})
    void orderOfSomebodyWithAGoodTokenTakesIt(String address) {
        handle(HttpMethod.POST, address, GOOD);

        assertThat(calls).containsExactly("alice");
        assertThat(response.getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
        assertThat(response.getHeaders().getCacheControl()).isEqualTo("no-store");
        assertThat(response.getHeaders().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @CsvSource({"GET, /orders", "PUT, /orders", "POST, /orders/", "POST, /orders/1/confirm", "POST, /", "POST, /deals"})
    void allElseIsHandedOn(String method, String address) {
        handle(HttpMethod.valueOf(method), address, GOOD);

        assertThat(calls).containsExactly("others");
        assertThat(response.getHeaders().getCacheControl()).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Basic YTpi", "Bearer", "Bearer ", "Bearer nonsense", "Bearer a b"})
    void nobodyGetsByWithoutAGoodToken(@Nullable String authorization) {
        handle(HttpMethod.POST, "/orders", authorization);

        assertThat(calls).isEmpty();
        assertThat(failures).singleElement().isInstanceOf(AuthenticationException.class);
    }

    @Test
    void anothersSignatureIsNoGoodToken() {
        JwtKeys others = JwtKeys.generate(Path.of("target", "jwt-of-somebody-else"));

        handle(HttpMethod.POST, "/orders", "Bearer " + others.token("alice"));

        assertThat(calls).isEmpty();
        assertThat(failures).singleElement().isInstanceOf(AuthenticationException.class);
    }

    @Test
    void whatTheEndpointThrowsAtOnceIsAnsweredLikeWhatFailsLater() {
        IllegalStateException atOnce = new IllegalStateException("at once");
        IllegalStateException later = new IllegalStateException("later");

        handle(post("/orders", GOOD), (_, _, _) -> {
            throw atOnce;
        });
        handle(post("/orders", GOOD), (_, _, _) -> Mono.error(later));

        assertThat(failures).containsExactly(atOnce, later);
    }

    private void handle(HttpMethod method, String address, @Nullable String authorization) {
        handle(request(method, address, authorization), (caller, _, response) -> {
            calls.add(caller.getName());
            response.setStatusCode(HttpStatus.ACCEPTED);
            return response.setComplete();
        });
    }

    private void handle(ServerHttpRequest request, FastPath.Endpoint endpoint) {
        FastPath path = new FastPath(
                new Route(HttpMethod.POST, "/orders"),
                tokens,
                endpoint,
                (_, _, failure) -> {
                    failures.add(failure);
                    return Mono.empty();
                },
                (_, _) -> {
                    calls.add("others");
                    return Mono.empty();
                });
        path.handle(request, response).block();
    }

    private static ServerHttpRequest post(String address, String authorization) {
        return request(HttpMethod.POST, address, authorization);
    }

    private static ServerHttpRequest request(HttpMethod method, String address, @Nullable String authorization) {
        MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest.method(method, URI.create(address));
        return authorization == null
                ? request.build()
                : request.header(HttpHeaders.AUTHORIZATION, authorization).build();
    }

    private static TokenSettings settings() {
        return new TokenSettings(UrlResource.from(KEYS.publicKeyLocation()), "https://fairline.local", "fairline");
    }
}
