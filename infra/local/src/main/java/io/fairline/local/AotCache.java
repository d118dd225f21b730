package io.fairline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

/**
 * What a JVM has loaded, linked and profiled once, kept in a file for the next start (JEP 483, JEP 515), which then takes
 * half the time and is sooner at full speed. It is written by a JVM that ends, some seconds long; what it wrote counts
 * only when that JVM had been ready.
 *
 * @param classPath file that holds the class path; a cache that is older than it does not count
 * @param name of what runs from it
 */
public record AotCache(Path classPath, String name) {

    private static final List<String> QUIET = List.of("-Xlog:cds*=off", "-Xlog:aot*=off");

    /** The only one for its class path. */
    public AotCache(Path classPath) {
        this(classPath, classPath.getFileName().toString());
    }

    /** The one that all brokers share. */
    public static AotCache ofBrokers(Checkout checkout) {
        return new AotCache(checkout.brokerClassPathBuiltOrNot());
    }

    /** JVM flags that use the cache where there is one, and otherwise, if this JVM may, write one in the end. */
    public List<String> flags(boolean mayWrite) {
        if (isCurrent()) {
            return List.of("-XX:AOTCache=" + file(), QUIET.get(0), QUIET.get(1));
        }
        return mayWrite ? List.of("-XX:AOTCacheOutput=" + written(), QUIET.get(0), QUIET.get(1)) : List.of();
    }

    /**
     * To be called when a JVM that was ready has ended: from now on its cache counts. Never fails: one that cannot be kept
     * costs speed only, and the end of everything else must not.
     *
     * @param inGoodOrder by itself; one that was killed may have written half of it, and so may one long ago
     */
    public void keepWhatWasWritten(boolean inGoodOrder) {
        try {
            if (!inGoodOrder || isCurrent()) {
                Files.deleteIfExists(written());
            } else if (Files.exists(written())) {
                Files.move(written(), file(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            // the next JVM that may write one does
        }
    }

    /** To be called before a JVM starts that shall learn anew. */
    public void delete() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file(), e);
        }
    }

    /** When it was written; empty where there is none for this class path. */
    public Optional<FileTime> writtenAt() {
        try {
            FileTime written = Files.getLastModifiedTime(file());
            return written.compareTo(Files.getLastModifiedTime(classPath)) > 0
                    ? Optional.of(written)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // there is none, or one that cannot be read; it costs speed only
        }
    }

    /** Whether there is one for this class path: who may write one writes none then. */
    public boolean isCurrent() {
        return writtenAt().isPresent();
    }

    /** Another JDK cannot read it. */
    private Path file() {
        return classPath.resolveSibling("%s-%s.aot".formatted(name, Runtime.version()));
    }

    private Path written() {
        return file().resolveSibling(file().getFileName() + ".new");
    }
}
