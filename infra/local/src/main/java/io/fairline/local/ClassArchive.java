package io.fairline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The classes that a JVM has loaded and verified once, kept in a file for the next start, which then takes half the time.
 * It is written by a JVM that ends; what it wrote counts only when that JVM had been ready.
 *
 * @param classPath file that holds the class path; an archive that is older than it does not count
 */
public record ClassArchive(Path classPath) {

    private static final List<String> QUIET = List.of("-Xlog:cds*=off", "-Xlog:aot*=off");

    /** JVM flags that use the archive where there is one, and otherwise, if this JVM may, write one in the end. */
    public List<String> flags(boolean mayWrite) {
        if (isCurrent()) {
            return List.of("-XX:SharedArchiveFile=" + file(), QUIET.get(0), QUIET.get(1));
        }
        return mayWrite ? List.of("-XX:ArchiveClassesAtExit=" + written(), QUIET.get(0), QUIET.get(1)) : List.of();
    }

    /** To be called when a JVM that was ready has ended in good order: from now on its archive counts. */
    public void keepWhatWasWritten() {
        try {
            if (Files.exists(written())) {
                Files.move(written(), file(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + file(), e);
        }
    }

    private boolean isCurrent() {
        try {
            return Files.exists(file())
                    && Files.getLastModifiedTime(file()).compareTo(Files.getLastModifiedTime(classPath)) > 0;
        } catch (IOException e) {
            return false; // it costs speed only
        }
    }

    /** Another JDK cannot read it. */
    private Path file() {
        return classPath.resolveSibling("%s-%s.jsa".formatted(classPath.getFileName(), Runtime.version()));
    }

    private Path written() {
        return file().resolveSibling(file().getFileName() + ".new");
    }
}
