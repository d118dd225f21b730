package io.fairline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a set of servers keeps what it has: data by server, logs, and the pid files of what runs.
 *
 * @param root absolute
 */
public record ServerFolder(Path root) {

    public ServerFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** The server's own data; it outlives the process. */
    public Path data(String server) {
        return root.resolve(server);
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** What the server has said since its last start. */
    public Path log(String server) {
        return logs().resolve(server + ".log");
    }

    /** The log of the start before the last one. */
    public Path logBefore(String server) {
        return logs().resolve(server + ".before.log");
    }

    /** The pid files of what runs, or ran when its launcher was killed. */
    public Path run() {
        return root.resolve("run");
    }

    /** Remembers that this process works here, under a name that no server has. */
    public void markRunning(String name, ProcessHandle process) {
        PidFile.write(pidFile(name), process);
    }

    public void unmarkRunning(String name) {
        PidFile.delete(pidFile(name));
    }

    Path pidFile(String server) {
        return run().resolve(server + ".pid");
    }

    /** The server's data folder, made if it is not there yet. */
    Path createData(String server) {
        return create(data(server));
    }

    /** For what a server unpacks while it runs. Emptied at each start: whoever is killed leaves it behind. */
    public Path freshTemporary(String server) {
        Path temporary = root.resolve("tmp").resolve(server);
        Folders.delete(temporary);
        return create(temporary);
    }

    static Path create(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder " + folder, e);
        }
    }
}
