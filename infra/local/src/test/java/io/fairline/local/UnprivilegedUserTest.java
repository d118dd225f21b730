package io.fairline.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnprivilegedUserTest {

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    @TempDir
    Path temporary;

    @Test
    void aFolderThatItMayNotEnterIsNamedWithWhatToDo() throws IOException {
        assumeTrue(!ROOT || Executables.onPath("setpriv").isPresent(), "Skipped: root here has no setpriv");
        UnprivilegedUser user = ROOT ? UnprivilegedUser.NOBODY : UnprivilegedUser.OURSELVES;
        Path closed = Files.createDirectory(
                temporary.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));

        assertThatCode(() -> user.requireEntry(Path.of("/"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> user.requireEntry(closed))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("may not enter " + closed)
                .hasMessageContaining("chmod o+x");
    }
}
