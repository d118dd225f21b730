package io.fairline.local.stack;

import io.fairline.local.ServerFolder;
import io.fairline.local.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A folder that is ours, from before anything is looked at there until the last process has ended. The lock keeps others
 * away, and goes with this JVM however that ends; the mark says who it is.
 */
public record FolderClaim(ServerFolder folder, FileChannel lock) implements AutoCloseable {

    public static final String LAUNCHER = "launcher";

    /** Empty when another has it. */
    static Optional<FolderClaim> of(ServerFolder folder) {
        try {
            Files.createDirectories(folder.run());
            FileChannel file =
                    FileChannel.open(folder.run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(file)) {
                return Optional.of(new FolderClaim(folder, file));
            }
            file.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new StartFailure("cannot write to %s: %s".formatted(folder.root(), OneLine.of(e)), e);
        }
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // by this very JVM, as in tests
        }
    }

    void mark() {
        folder.markRunning(LAUNCHER, ProcessHandle.current());
    }

    @Override
    public void close() {
        try (lock) {
            folder.unmarkRunning(LAUNCHER);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give back " + folder.root(), e);
        }
    }
}
