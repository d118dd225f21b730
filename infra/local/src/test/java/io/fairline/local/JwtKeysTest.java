package io.fairline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JwtKeysTest {

    @TempDir
    Path folder;

    @Test
    void aTokenSaysWhoAndWhatAndForHowLong() {
        JsonNode claims = part(JwtKeys.generate(folder).token("alice", "ops", "payments"), 1);

        assertThat(claims.path("iss").asString()).isEqualTo("https://fairline.local");
        assertThat(claims.path("aud").asString()).isEqualTo("fairline");
        assertThat(claims.path("sub").asString()).isEqualTo("alice");
        assertThat(claims.path("roles").toString()).isEqualTo("[\"ops\",\"payments\"]");
        assertThat(claims.path("exp").asLong()).isGreaterThan(Instant.now().getEpochSecond());
    }

    @Test
    void aTokenIsSignedWithTheKeyWhosePublicHalfIsPublished() throws Exception {
        JwtKeys keys = JwtKeys.generate(folder);

        assertThat(verifies(keys.token("alice"), keys)).isTrue();
        assertThat(verifies(JwtKeys.generate(folder.resolve("other")).token("alice"), keys))
                .isFalse();
    }

    @Test
    void keysStayTheSameFromOneStartToTheNext() throws Exception {
        String token = JwtKeys.in(folder).token("alice");

        assertThat(verifies(token, JwtKeys.in(folder))).isTrue();
    }

    @Test
    void badTokensCanBeMadeForOthersToRefuse() {
        JwtKeys keys = JwtKeys.generate(folder);

        assertThat(part(keys.newToken().subject("alice").unsigned(), 0)
                        .path("alg")
                        .asString())
                .isEqualTo("none");
        assertThat(keys.newToken().unsigned()).endsWith(".");
        assertThat(part(keys.newToken().without("exp").roles(List.of()).sign(), 1)
                        .has("exp"))
                .isFalse();
        assertThat(part(keys.newToken().expiresAt(Instant.EPOCH).sign(), 1)
                        .path("exp")
                        .asLong())
                .isZero();
    }

    @Test
    void thePublicKeyIsFoundInAFolderOfAnyName() throws Exception {
        JwtKeys keys = JwtKeys.generate(folder.resolve("C# on feature%2Fx"));

        assertThat(verifies(keys.token("alice"), keys)).isTrue();
    }

    @Test
    void aBrokenKeyFileIsNamed() throws Exception {
        JwtKeys.generate(folder);
        Files.writeString(folder.resolve("jwt-private.pem"), "nonsense");

        assertThatThrownBy(() -> JwtKeys.in(folder))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("jwt-private.pem holds no RSA key");
    }

    private static JsonNode part(String token, int index) {
        return new JsonMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]));
    }

    private static boolean verifies(String token, JwtKeys keys) throws Exception {
        String pem = Files.readString(Path.of(URI.create(keys.publicKeyLocation())));
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(key);
        signature.update(token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1)));
    }
}
