package io.fairline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Passwords and keys of the local stack: made at first start, kept in files that only their owner may read. */
public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PASSWORD_BYTES = 24;

    private Secrets() {}

    /** Letters, digits, '-' and '_' only, so that it needs no quoting anywhere. */
    static String newPassword() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(newKey(PASSWORD_BYTES));
    }

    static byte[] newKey(int bytes) {
        byte[] key = new byte[bytes];
        RANDOM.nextBytes(key);
        return key;
    }

    /** What the file holds; a new password, written there first, where there is no file. */
    public static String passwordIn(Path file) {
        if (!Files.exists(file)) {
            write(file, newPassword());
        }
        return read(file);
    }

    /** What the file holds; so many random bytes in base64, written there first, where there is no file. */
    public static String keyIn(Path file, int bytes) {
        if (!Files.exists(file)) {
            write(file, Base64.getEncoder().encodeToString(newKey(bytes)));
        }
        return read(file);
    }

    /** Replaces what the file holds; only its owner may read it, from the first moment on. */
    public static void write(Path file, String secret) {
        try {
            ServerFolder.create(file.resolveSibling(""));
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, secret);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
