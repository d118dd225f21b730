package io.fairline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    @TempDir
    Path temporary;

    @Test
    void oneWhosePidFileCannotBeWrittenIsNotLeftRunning() throws IOException {
        ServerFolder folder = new ServerFolder(temporary);
        Files.createDirectories(folder.pidFile("sleeper"));
        List<ProcessHandle> before = ProcessHandle.current().children().toList();

        assertThatThrownBy(() -> ChildProcess.start("sleeper", List.of("sleep", "600"), Map.of(), folder))
                .isInstanceOf(UncheckedIOException.class);

        await().untilAsserted(
                        () -> assertThat(ProcessHandle.current().children()).allMatch(child -> before.contains(child)));
    }
}
