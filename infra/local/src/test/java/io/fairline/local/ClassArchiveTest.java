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

class ClassArchiveTest {

    private static final String WRITES = "-XX:ArchiveClassesAtExit=";
    private static final String USES = "-XX:SharedArchiveFile=";

    @TempDir
    Path temporary;

    private Path jars;

    @BeforeEach
    void makeJars() throws IOException {
        jars = Files.createDirectory(temporary.resolve("jars"));
        Files.setLastModifiedTime(jars, FileTime.from(Instant.now().minusSeconds(60)));
    }

    @Test
    void isWrittenByOneWhereThereIsNone() {
        assertThat(new ClassArchive(jars).flags(true)).first().asString().startsWith(WRITES);
        assertThat(new ClassArchive(jars).flags(false)).isEmpty();
    }

    @Test
    void isUsedByAllOnceTheJvmThatWroteItHasEndedInGoodOrder() throws IOException {
        Path written = write();
        assertThat(new ClassArchive(jars).flags(false))
                .as("nobody has said that it is good")
                .isEmpty();

        new ClassArchive(jars).keepWhatWasWritten();

        assertThat(new ClassArchive(jars).flags(true)).first().asString().startsWith(USES);
        assertThat(new ClassArchive(jars).flags(false)).first().asString().startsWith(USES);
        assertThat(written).doesNotExist();
    }

    @Test
    void doesNotCountWhenTheJarsAreNewer() throws IOException {
        write();
        new ClassArchive(jars).keepWhatWasWritten();

        Files.setLastModifiedTime(jars, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(new ClassArchive(jars).flags(true)).first().asString().startsWith(WRITES);
    }

    private Path write() throws IOException {
        String flag = new ClassArchive(jars).flags(true).getFirst();
        return Files.writeString(Path.of(flag.substring(WRITES.length())), "classes");
    }
}
