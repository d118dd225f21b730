package io.fairline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folders of test runs, one below {@code target/local-servers} for each JVM. What a run leaves behind that was
 * killed, processes and data, is ended and deleted by the next one.
 */
final class TestFolders {

    private static final Path BELOW_MODULE = Path.of("target", "local-servers");
    private static final Path ALL = BELOW_MODULE.toAbsolutePath();
    private static final String OWNER = "owner.pid";

    private TestFolders() {}

    static ServerFolder next(int set) {
        return new ServerFolder(Ours.FOLDER.resolve("set-" + set));
    }

    private static Path claim() {
        sweep();
        ProcessHandle self = ProcessHandle.current();
        Path folder = ALL.resolve(self.pid() + "-" + PidFile.startOf(self));
        PidFile.write(folder.resolve(OWNER), self);
        return folder;
    }

    private static void sweep() {
        for (Path folder : foldersIn(ALL)) {
            if (isAbandoned(folder)) {
                foldersIn(folder).forEach(set -> LeftOvers.end(new ServerFolder(set), Duration.ZERO));
                Folders.delete(folder);
            }
        }
    }

    private static boolean isAbandoned(Path run) {
        return PidFile.living(run.resolve(OWNER)).isEmpty();
    }

    /** The folders of runs of any module that are over, or were killed. */
    static List<ServerFolder> abandonedIn(Checkout checkout) {
        return Stream.of(checkout.root(), checkout.root().resolve("infra"))
                .flatMap(parent -> foldersIn(parent).stream())
                .flatMap(module -> foldersIn(module.resolve(BELOW_MODULE)).stream())
                .filter(TestFolders::isAbandoned)
                .flatMap(run -> foldersIn(run).stream())
                .map(ServerFolder::new)
                .toList();
    }

    private static List<Path> foldersIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    private static final class Ours {
        static final Path FOLDER = claim();
    }
}
