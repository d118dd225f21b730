package io.fairline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** The key pair that the shop signs its tokens with. The private half stays in a file only its owner may read. */
public final class JwtKeys {

    private static final int KEY_BITS = 2048;
    private static final String PRIVATE = "jwt-private.pem";
    private static final String PUBLIC = "jwt-public.pem";

    private final Path folder;
    private final PrivateKey privateKey;

    private JwtKeys(Path folder, PrivateKey privateKey) {
        this.folder = folder;
        this.privateKey = privateKey;
    }

    /** A new pair in this folder, in place of any that is there. */
    public static JwtKeys generate(Path folder) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            KeyPair pair = generator.generateKeyPair();
            Path home = folder.toAbsolutePath();
            Secrets.write(
                    home.resolve(PRIVATE), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            Path publicKey = home.resolve(PUBLIC);
            Files.writeString(publicKey, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
            // Whatever the umask: in a container somebody else reads it.
            Files.setPosixFilePermissions(publicKey, PosixFilePermissions.fromString("rw-r--r--"));
            return new JwtKeys(home, pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes RSA keys", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }

    /** The pair in this folder; a new one where there is none. */
    public static JwtKeys in(Path folder) {
        Path home = folder.toAbsolutePath();
        if (!Files.exists(home.resolve(PRIVATE)) || !Files.exists(home.resolve(PUBLIC))) {
            return generate(home);
        }
        try {
            byte[] der = Base64.getMimeDecoder()
                    .decode(Secrets.read(home.resolve(PRIVATE)).replaceAll("-----[A-Z ]+-----", ""));
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
            return new JwtKeys(home, key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StartFailure(
                    "%s holds no RSA key: delete it to have a new one made".formatted(home.resolve(PRIVATE)), e);
        }
    }

    /** A {@code file:} address of the public key in PEM, as the services' JWT_PUBLIC_KEY wants it. */
    public String publicKeyLocation() {
        return folder.resolve(PUBLIC).toUri().toString();
    }

    /** A token as the shop's sign-in would give it, good for twelve hours. */
    public String token(String subject, String... roles) {
        return newToken().subject(subject).roles(List.of(roles)).sign();
    }

    /** A token to be made in detail, good or bad. */
    public JwtToken newToken() {
        return new JwtToken(privateKey);
    }

    private static String pem(String type, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, base64, type);
    }
}
