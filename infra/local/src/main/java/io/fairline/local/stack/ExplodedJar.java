package io.fairline.local.stack;

import io.fairline.local.AotCache;
import io.fairline.local.Checkout;
import io.fairline.local.Executables;
import io.fairline.local.Folders;
import io.fairline.local.StartFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * A service's jar, taken apart beside it: Boot's nested jars have a class loader of their own, and only classes of the
 * JVM's can be kept in an AOT cache for the next start.
 */
record ExplodedJar(Path source, Path folder) {

    private static final long LIMIT_SECONDS = 60;

    static ExplodedJar of(Checkout checkout, ServiceKind kind) {
        Path jar = checkout.serviceJar(kind.module());
        return new ExplodedJar(jar, jar.resolveSibling("exploded"));
    }

    /** What {@code java -jar} takes. */
    Path jar() {
        return folder.resolve(source.getFileName());
    }

    AotCache aotCache() {
        return new AotCache(folder);
    }

    /** Takes the jar apart unless that has been done since it was built. */
    void refresh() {
        try {
            String stamp = stampOfSource();
            if (!Files.exists(stampFile()) || !Files.readString(stampFile()).equals(stamp)) {
                Folders.delete(folder);
                extract();
                Files.writeString(stampFile(), stamp);
            }
        } catch (IOException e) {
            throw new StartFailure("cannot take %s apart: %s".formatted(source, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted", e);
        }
    }

    /** By its content: a build writes every jar anew, with the same times, also where nothing in it has changed. */
    private String stampOfSource() throws IOException {
        CheckedInputStream content = new CheckedInputStream(Files.newInputStream(source), new CRC32());
        try (content) {
            content.transferTo(OutputStream.nullOutputStream());
        }
        return Files.size(source) + " " + content.getChecksum().getValue();
    }

    /** Written last: where it is, the rest is complete. */
    private Path stampFile() {
        return folder.resolve("stamp");
    }

    private void extract() throws IOException, InterruptedException {
        Path output = Files.createTempFile("extract", ".txt");
        Process tool = new ProcessBuilder(
                        Executables.java(),
                        "-Djarmode=tools",
                        "-jar",
                        source.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!tool.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || tool.exitValue() != 0) {
                throw new StartFailure("cannot take %s apart: %s"
                        .formatted(source, Files.readString(output).strip()));
            }
        } finally {
            tool.destroyForcibly(); // it may still run: its time was up, or the start was given up
            Files.delete(output);
        }
    }
}
