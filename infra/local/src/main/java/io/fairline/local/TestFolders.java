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

    private static final Path ALL = Path.of("target", "local-servers").toAbsolutePath();
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
            if (PidFile.living(folder.resolve(OWNER)).isEmpty()) {
                foldersIn(folder).forEach(set -> LeftOvers.end(new ServerFolder(set), Duration.ZERO));
                Folders.delete(folder);
            }
        }
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
