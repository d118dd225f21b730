package io.fairline.local;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Builds a token. What is not set is as the services want it; tests set the rest to what they must refuse. */
public final class JwtToken {

    public static final String ISSUER = "https://fairline.local";
    public static final String AUDIENCE = "fairline";

    private static final Duration LIFE = Duration.ofHours(12);
    private static final JsonMapper JSON = new JsonMapper();

    private final PrivateKey key;
    private final Map<String, Object> header = new LinkedHashMap<>();
    private final Map<String, Object> claims = new LinkedHashMap<>();

    JwtToken(PrivateKey key) {
        this.key = key;
        Instant now = Instant.now();
        header.put("alg", "RS256");
        header.put("typ", "JWT");
        claims.put("iss", ISSUER);
        claims.put("aud", AUDIENCE);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(LIFE).getEpochSecond());
    }

    public JwtToken subject(String subject) {
        return claim("sub", subject);
    }

    public JwtToken roles(List<String> roles) {
        return claim("roles", roles);
    }

    public JwtToken issuer(String issuer) {
        return claim("iss", issuer);
    }

    public JwtToken audience(String audience) {
        return claim("aud", audience);
    }

    public JwtToken expiresAt(Instant end) {
        return claim("exp", end.getEpochSecond());
    }

    /** Any claim, good or bad. */
    public JwtToken claim(String name, Object value) {
        claims.put(name, value);
        return this;
    }

    public JwtToken without(String claim) {
        claims.remove(claim);
        return this;
    }

    /** Signed with the shop's key. */
    public String sign() {
        try {
            String content = content();
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with RSA", e);
        }
    }

    /** {@code alg: none} and no signature: what nobody may ever accept. */
    public String unsigned() {
        header.put("alg", "none");
        return content() + ".";
    }

    private String content() {
        return base64(JSON.writeValueAsBytes(header)) + "." + base64(JSON.writeValueAsBytes(claims));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
