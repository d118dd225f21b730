package io.fairline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {

    private static final String WRITES = "-XX:AOTCacheOutput=";
    private static final String USES = "-XX:AOTCache=";

    @TempDir
    Path temporary;

    private Path classPath;

    @BeforeEach
    void writeClassPath() throws IOException {
        classPath = Files.createFile(temporary.resolve("broker.classpath"));
        Files.setLastModifiedTime(classPath, FileTime.from(Instant.now().minusSeconds(60)));
    }

    @Test
    void isWrittenByOneWhereThereIsNone() {
        assertThat(new AotCache(classPath).flags(true)).first().asString().startsWith(WRITES);
        assertThat(new AotCache(classPath).flags(false)).isEmpty();
    }

    @Test
    void isUsedByAllOnceTheJvmThatWroteItHasEndedInGoodOrder() throws IOException {
        Path written = write();
        assertThat(new AotCache(classPath).flags(false))
                .as("nobody has said that it is good")
                .isEmpty();

        new AotCache(classPath).keepWhatWasWritten(true);

        assertThat(new AotCache(classPath).flags(true)).first().asString().startsWith(USES);
        assertThat(new AotCache(classPath).flags(false)).first().asString().startsWith(USES);
        assertThat(written).doesNotExist();
    }

    @Test
    void doesNotCountWhenTheClassPathIsNewer() throws IOException {
        write();
        new AotCache(classPath).keepWhatWasWritten(true);

        Files.setLastModifiedTime(classPath, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(new AotCache(classPath).flags(true)).first().asString().startsWith(WRITES);
    }

    @Test
    void doesNotCountWhenItsJvmWasKilled() throws IOException {
        Path half = write();

        new AotCache(classPath).keepWhatWasWritten(false);

        assertThat(half).doesNotExist();
        assertThat(new AotCache(classPath).writtenAt()).isEmpty();
    }

    @Test
    void oneThatCannotBeKeptDoesNotDisturbTheEnd() throws IOException {
        Path written = write();
        Files.createDirectories(
                written.resolveSibling(written.getFileName().toString().replace(".new", ""))
                        .resolve("in the way"));
        Files.setLastModifiedTime(classPath, FileTime.from(Instant.now().plusSeconds(60)));

        new AotCache(classPath).keepWhatWasWritten(true);

        assertThat(new AotCache(classPath).writtenAt()).isEmpty();
    }

    @Test
    void isWrittenAnewOnceItHasBeenDeleted() throws IOException {
        write();
        AotCache cache = new AotCache(classPath);
        cache.keepWhatWasWritten(true);
        assertThat(cache.writtenAt()).isPresent();

        cache.delete();
        cache.delete();

        assertThat(cache.writtenAt()).isEmpty();
        assertThat(cache.flags(true)).first().asString().startsWith(WRITES);
    }

    private Path write() throws IOException {
        return write(new AotCache(classPath));
    }

    /** As a JVM does that ends. */
    static Path write(AotCache cache) throws IOException {
        String flag = cache.flags(true).getFirst();
        return Files.writeString(Path.of(flag.substring(WRITES.length())), "classes");
    }
}
