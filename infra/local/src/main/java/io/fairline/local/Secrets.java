package io.fairline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Passwords and keys of the local stack: made at first start, kept in files that only their owner may read. */
public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PASSWORD_BYTES = 24;
    private static final FileAttribute<?> ONLY_ITS_OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

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
            Path folder = ServerFolder.create(file.resolveSibling(""));
            // Whole or not at all: an empty file would be taken for a secret at every start from then on.
            Path whole = Files.createTempFile(folder, "secret", null, ONLY_ITS_OWNER);
            try {
                Files.writeString(whole, secret);
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(whole);
            }
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
