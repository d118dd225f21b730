package io.fairline.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.local.JwtKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask for what. */
class BadTokensTest {

    private static final RunningIntake INTAKE = RunningIntake.shared();
    private static final JwtKeys KEYS = INTAKE.keys();
    private static final String ORDER = "/orders/00000007-5f0e-8c1d-9a2b-3c4d5e6f7081";

    /** The fast path, and the one through Spring Security's chain. */
    private static final List<String> BOTH_WAYS = List.of("/orders", ORDER + "/cancel");

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void tokenThatIsNotGoodIsUnauthorized(String what, String token) {
        assertThat(BOTH_WAYS).allSatisfy(path -> {
            Answer answer =
                    INTAKE.post(path, token, RunningIntake.orderBody(7, 1)).isProblem(401, "unauthorized");

            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
            assertThat(answer.http().body()).doesNotContain("alice", "evil", "expired at");
        });
    }

    static Stream<Arguments> tokenThatIsNotGoodIsUnauthorized() {
        JwtKeys strangers = JwtKeys.generate(Path.of("target", "strangers-keys"));
        return Stream.of(
                Arguments.of(
                        "expired",
                        KEYS.newToken()
                                .subject("alice")
                                .expiresAt(Instant.EPOCH.plusSeconds(9))
                                .sign()),
                Arguments.of(
                        "without expiry",
                        KEYS.newToken().subject("alice").without("exp").sign()),
                Arguments.of(
                        "of the future",
                        KEYS.newToken()
                                .subject("alice")
                                .claim("nbf", Instant.now().plusSeconds(900).getEpochSecond())
                                .sign()),
                Arguments.of(
                        "for another audience",
                        KEYS.newToken().subject("alice").audience("others").sign()),
                Arguments.of(
                        "without audience",
                        KEYS.newToken().subject("alice").without("aud").sign()),
                Arguments.of(
                        "of another issuer",
                        KEYS.newToken()
                                .subject("alice")
                                .issuer("https://evil.test")
                                .sign()),
                Arguments.of(
                        "without issuer",
                        KEYS.newToken().subject("alice").without("iss").sign()),
                Arguments.of("without subject", KEYS.newToken().without("sub").sign()),
                Arguments.of(
                        "with an empty subject", KEYS.newToken().subject("").sign()),
                Arguments.of(
                        "with a subject that is no shopper's",
                        KEYS.newToken().subject("al ice").sign()),
                Arguments.of(
                        "with a subject that is too long",
                        KEYS.newToken().subject("a".repeat(65)).sign()),
                Arguments.of("not signed", KEYS.newToken().subject("alice").unsigned()),
                Arguments.of("signed by a stranger", strangers.token("alice")),
                Arguments.of("signed with the public key as if it were a secret", signedWithThePublicKey()),
                Arguments.of("with another's signature", withOthersSignature()),
                Arguments.of("garbage", "a.b.c"),
                Arguments.of("too short to be one", "x"));
    }

    @ParameterizedTest
    @CsvSource({"/orders", "/deals", ORDER + "/confirm", ORDER + "/cancel", "/deals/7/stock", "/deals/7/close"})
    void requestWithoutATokenIsUnauthorized(String path) {
        INTAKE.post(path, null, "{}").isProblem(401, "unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YWxpY2U6c2VjcmV0", "Bearer", "Bearer ", "Bearer a b"})
    void otherCredentialsAreUnauthorized(String authorization) {
        assertThat(BOTH_WAYS)
                .allSatisfy(path -> INTAKE.post(path, null, null, "Authorization", authorization)
                        .isProblem(401, "unauthorized"));
    }

    @Test
    void tokenInTheAddressIsNone() {
        assertThat(BOTH_WAYS).allSatisfy(path -> {
            URI address = INTAKE.uri(path + "?access_token=" + INTAKE.shopper());

            INTAKE.send(HttpRequest.newBuilder(address).POST(BodyPublishers.noBody()), null)
                    .isProblem(401, "unauthorized");
        });
    }

    @ParameterizedTest
    @CsvSource({"/deals", "/deals/7/stock", "/deals/7/close"})
    void whatTheShopDoesIsForbiddenToOthers(String path) {
        INTAKE.post(path, INTAKE.shopper(), "{}").isProblem(403, "forbidden");
        INTAKE.post(path, KEYS.token("pay", "payments"), "{}").isProblem(403, "forbidden");
        INTAKE.post(path, KEYS.token("alice", "OPS", "ROLE_ops", "root"), "{}").isProblem(403, "forbidden");
        String rolesAreNoList =
                KEYS.newToken().subject("alice").claim("roles", "ops").sign();
        INTAKE.post(path, rolesAreNoList, "{}").isProblem(403, "forbidden");
    }

    @Test
    void goodTokenDoesNotMakeItsExpiredTwinGood() {
        int deal = INTAKE.know(Deals::open);
        INTAKE.order(deal, 1).isAccepted();
        String expired = KEYS.newToken()
                .subject("alice")
                .roles(List.of())
                .expiresAt(Instant.now().minusSeconds(1))
                .sign();

        INTAKE.post("/orders", expired, RunningIntake.orderBody(deal, 1)).isProblem(401, "unauthorized");
    }

    /** The classic confusion: HS256 over a key that everybody may know. */
    private static String signedWithThePublicKey() {
        try {
            byte[] pem = Files.readAllBytes(Path.of(URI.create(KEYS.publicKeyLocation())));
            String claims = KEYS.token("alice").split("\\.", -1)[1];
            String content =
                    base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "." + claims;
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(pem, "HmacSHA256"));
            return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String withOthersSignature() {
        String[] bob = KEYS.token("bob").split("\\.", -1);
        String[] ops = KEYS.token("bob", "ops").split("\\.", -1);
        return ops[0] + "." + ops[1] + "." + bob[2];
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
