package io.fairline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a shell for a JVM: it crashes, as a JVM does, when it is given a cache that is broken. */
class JvmServerTest {

    private static final String CRASHES_WITH_A_CACHE = "test $# -eq 0 || kill -ABRT $$; touch ready; exec sleep 600";
    private static final String CRASHES = "kill -ABRT $$";

    @TempDir
    Path temporary;

    private AotCache cache;

    @BeforeEach
    void writeCache() throws IOException {
        Path classPath = Files.createFile(temporary.resolve("class.path"));
        Files.setLastModifiedTime(classPath, FileTime.from(Instant.now().minusSeconds(60)));
        cache = new AotCache(classPath);
        AotCacheTest.write(cache);
        cache.keepWhatWasWritten(true);
    }

    @Test
    void startsWithoutACacheThatCrashesIt() {
        Shell server = new Shell(CRASHES_WITH_A_CACHE);
        try {
            server.start();
            assertThat(server.isRunning()).isTrue();
            assertThat(cache.isCurrent()).isFalse();
        } finally {
            server.kill();
        }
    }

    @Test
    void triesNoThirdTime() {
        Shell server = new Shell(CRASHES);
        assertThatThrownBy(server::start)
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("ended with exit code 134 before it was ready");
        assertThat(server.launches).isEqualTo(2);
    }

    @Test
    void triesOnceWhereThereIsNoCacheToBlame() {
        cache.delete();
        Shell server = new Shell(CRASHES);
        assertThatThrownBy(server::start).isInstanceOf(StartFailure.class);
        assertThat(server.launches).isEqualTo(1);
    }

    private final class Shell extends JvmServer {

        private final String script;
        private int launches;

        Shell(String script) {
            super(cache, false);
            this.script = script;
        }

        @Override
        public String name() {
            return "shell";
        }

        @Override
        protected List<Integer> ports() {
            return List.of();
        }

        @Override
        protected ChildProcess launch(List<String> cacheFlags) {
            launches++;
            List<String> command = new ArrayList<>(List.of("sh", "-c", script, "shell"));
            command.addAll(cacheFlags);
            return ChildProcess.start(name(), command, Map.of(), new ServerFolder(temporary));
        }

        @Override
        protected Duration stopLimit() {
            return Duration.ofSeconds(10);
        }

        @Override
        protected boolean answers() {
            return Files.exists(temporary.resolve("ready"));
        }
    }
}
