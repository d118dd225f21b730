package io.fairline.projection;

import static io.fairline.projection.SharedProjection.PROJECTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.local.JwtKeys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Everything that is not as it should be is answered with a problem that says what to do. */
@ExtendWith(OutputCaptureExtension.class)
class BadRequestsTest {

    private static final JwtKeys KEYS = RunningProjection.KEYS;
    private static final String ORDER = "/orders/00000007-0000-8000-8000-000000000000";

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void tokenThatIsNotGoodIsUnauthorized(String what, String token) {
        for (String path : List.of("/orders", ORDER)) {
            problem(
                    PROJECTION
                            .anybody()
                            .get()
                            .uri(path)
                            .header(HttpHeaders.AUTHORIZATION, token)
                            .exchange(),
                    401,
                    "unauthorized");
        }
    }

    static Stream<Arguments> tokenThatIsNotGoodIsUnauthorized() {
        JwtKeys strangers = JwtKeys.generate(Path.of("target", "strangers-keys"));
        return Stream.of(
                Arguments.of(
                        "expired",
                        bearer(KEYS.newToken()
                                .subject("alice")
                                .expiresAt(Instant.EPOCH.plusSeconds(9))
                                .sign())),
                Arguments.of(
                        "without expiry",
                        bearer(KEYS.newToken().subject("alice").without("exp").sign())),
                Arguments.of(
                        "for another audience",
                        bearer(KEYS.newToken()
                                .subject("alice")
                                .audience("others")
                                .sign())),
                Arguments.of(
                        "without audience",
                        bearer(KEYS.newToken().subject("alice").without("aud").sign())),
                Arguments.of(
                        "of another issuer",
                        bearer(KEYS.newToken()
                                .subject("alice")
                                .issuer("https://evil.test")
                                .sign())),
                Arguments.of(
                        "without subject", bearer(KEYS.newToken().without("sub").sign())),
                Arguments.of(
                        "with a subject that is no shopper's",
                        bearer(KEYS.newToken().subject("al ice").sign())),
                Arguments.of(
                        "with a subject that is too long",
                        bearer(KEYS.newToken().subject("a".repeat(65)).sign())),
                Arguments.of(
                        "not signed", bearer(KEYS.newToken().subject("alice").unsigned())),
                Arguments.of("signed by a stranger", bearer(strangers.token("alice"))),
                Arguments.of("garbage", bearer("a.b.c")),
                Arguments.of("of another scheme", "Basic YWxpY2U6c2VjcmV0"));
    }

    @Test
    void requestWithoutATokenIsUnauthorized() {
        for (String path : List.of("/deals", ORDER)) {
            problem(PROJECTION.anybody().get().uri(path).exchange(), 401, "unauthorized")
                    .expectHeader()
                    .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/orders/7, invalid-order-id",
        "/orders/00000007-0000-4000-8000-000000000000, invalid-order-id",
        "/orders/00000000-0000-8000-8000-000000000000, invalid-order-id",
        ORDER + ";a=b, invalid-order-id",
        ORDER + "?position=3-0&position=3-0, invalid-request",
        ORDER + "?position=x, invalid-request",
        ORDER + "?position=3, invalid-request",
        ORDER + "?position=-1-5, invalid-request",
        ORDER + "?position=3-99999999999999999999, invalid-request",
        ORDER + "?position=99-5, invalid-request",
        ORDER + "?wait=10, invalid-request",
        ORDER + "?wait=PT31S, invalid-request",
        ORDER + "?wait=-PT1S, invalid-request",
        ORDER + "?wait=, invalid-request",
        "/orders?limit=0, invalid-request",
        "/orders?limit=101, invalid-request",
        "/orders?limit=ten, invalid-request",
        "/orders?limit=99999999999, invalid-request",
        "/orders?after=!, invalid-request",
        "/orders?after=bzE, invalid-request",
        // Times that Postgres has no room for.
        "/orders?after=bzk5OTk5OTk5OTk5OTk5OTkuMDAwMDAwMDctMDAwMC04MDAwLTgwMDAtMDAwMDAwMDAwMDAw, invalid-request",
        "/deals?after=ZDk5OTk5OTk5OTk5OTk5OTkuNw, invalid-request",
        "/deals/0, invalid-request",
        "/deals/-7, invalid-request",
        "/deals/lamp, invalid-request",
        "/deals/2147483648, invalid-request",
        "/deals?after=bDE, invalid-request",
        "/deals/7?wait=soon, invalid-request",
        "/deals/7/ledger?limit=0, invalid-request",
        "/deals/7/ledger?after=x, invalid-request",
    })
    void parameterThatCannotBeReadIsTheRequestsFault(String path, String slug) {
        problem(PROJECTION.as("shop", "ops").get().uri(path).exchange(), 400, slug);
    }

    @Test
    void frameworksOwnErrorsAreProblemsToo() {
        problem(PROJECTION.as("alice").get().uri("/nothing/here").exchange(), 404, "not-found");
        problem(PROJECTION.as("alice").delete().uri("/deals").exchange(), 405, "method-not-allowed");
        problem(PROJECTION.as("alice").delete().uri(ORDER).exchange(), 405, "method-not-allowed")
                .expectHeader()
                .valueEquals(HttpHeaders.ALLOW, "GET,HEAD");
        problem(
                PROJECTION
                        .as("alice")
                        .get()
                        .uri("/deals")
                        .accept(MediaType.APPLICATION_XML)
                        .exchange(),
                406,
                "not-acceptable");
        problem(
                PROJECTION
                        .as("alice")
                        .get()
                        .uri(ORDER)
                        .header(HttpHeaders.ACCEPT, "garbage")
                        .exchange(),
                406,
                "not-acceptable");
    }

    @Test
    void acceptOfMoreTypesThanAreReadIsNotAcceptableAndAlarmsNobody(CapturedOutput output) {
        String many = String.join(",", Collections.nCopies(51, "*/*"));

        problem(
                PROJECTION
                        .anybody()
                        .get()
                        .uri("/actuator/health")
                        .header(HttpHeaders.ACCEPT, many)
                        .exchange(),
                406,
                "not-acceptable");

        assertThat(output.getAll()).doesNotContain(" ERROR ");
    }

    @ParameterizedTest
    @CsvSource({"GET, /orders;a=b", "GET, //orders", "GET, /orders/%2e%2e/x", "GET, /%00", "TRACE, /orders"})
    void requestThatTheFirewallRefusesIsAProblemToo(String method, String path) {
        URI address = URI.create("http://127.0.0.1:" + PROJECTION.port() + path);
        problem(
                PROJECTION
                        .as("alice")
                        .method(HttpMethod.valueOf(method))
                        .uri(address)
                        .exchange(),
                400,
                "invalid-request");
    }

    @Test
    void metricsAreForTheShopAndHealthIsForEverybody() {
        PROJECTION
                .anybody()
                .get()
                .uri("/actuator/health/liveness")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"status\":\"UP\"}");
        PROJECTION
                .anybody()
                .get()
                .uri("/actuator/health/readiness")
                .exchange()
                .expectStatus()
                .isOk();
        problem(PROJECTION.anybody().get().uri("/actuator/prometheus").exchange(), 401, "unauthorized");
        problem(PROJECTION.as("alice").get().uri("/actuator/prometheus").exchange(), 403, "forbidden");
        PROJECTION
                .as("shop", "ops")
                .get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(text -> assertThat(text)
                        .contains(
                                "fairline_projection_events_applied_total",
                                "fairline_projection_waiters",
                                "fairline_projection_statuses_total{status=\"200\"}",
                                "fairline_projection_statuses_total{status=\"304\"}",
                                "fairline_projection_refused_total{reason=\"unauthorized\"}"));
    }

    private static ResponseSpec problem(ResponseSpec answer, int status, String slug) {
        answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:fairline:problem:" + slug)
                .jsonPath("$.status")
                .isEqualTo(status)
                .jsonPath("$.title")
                .isNotEmpty()
                .jsonPath("$.detail")
                .isNotEmpty();
        return answer;
    }

    private static String bearer(String token) {
        return "Bearer " + token;
    }
}
