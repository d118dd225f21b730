package io.fairline.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the archive that the build brings. */
final class PostgresBinaries {

    private static final int EXECUTABLE_BITS = 0111;

    private PostgresBinaries() {}

    /** The folder that holds {@code bin}, {@code lib} and {@code share}. */
    static Path unpacked(Checkout checkout) {
        Path folder = checkout.server("postgres");
        Path target = folder.resolve("unpacked");
        if (!Files.isDirectory(target)) {
            unpack(archiveIn(folder), target);
        }
        return target;
    }

    private static Path archiveIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() ->
                            new StartFailure("no PostgreSQL archive in %s: run `make build` first".formatted(folder)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    /** Into a folder of its own and then moved: several test runs may do this at the same moment. */
    private static void unpack(Path archive, Path target) {
        try {
            Path work = Files.createTempDirectory(target.resolveSibling(""), "unpacking");
            // Temporary folders are their owner's alone, and PostgreSQL may have to run as somebody else.
            Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
            unpackInto(archive, work);
            moveUnlessThere(work, target);
        } catch (IOException e) {
            throw new StartFailure("cannot unpack %s: %s".formatted(archive, e.getMessage()), e);
        }
    }

    private static void moveUnlessThere(Path work, Path target) throws IOException {
        try {
            Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
            Folders.delete(work);
        }
    }

    private static void unpackInto(Path archive, Path folder) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream entries = new TarArchiveInputStream(new XZInputStream(bytes))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                unpackEntry(entry, entries, folder);
            }
        }
    }

    private static void unpackEntry(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        Path path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException("the archive holds a path outside of it: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path);
        if ((entry.getMode() & EXECUTABLE_BITS) != 0 && !path.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make %s executable".formatted(path));
        }
    }
}
