package io.fairline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Remembers a process across the death of whoever started it. The start time tells it from a later process that was
 * given the same number.
 */
final class PidFile {

    private static final String SUFFIX = ".pid";

    private PidFile() {}

    static void write(Path file, ProcessHandle process) {
        try {
            ServerFolder.create(file.resolveSibling(""));
            Files.writeString(file, process.pid() + " " + startOf(process) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    /** The process that the file names, if that very process is still alive. */
    static Optional<ProcessHandle> living(Path file) {
        try {
            String[] parts = Files.readString(file).strip().split(" ", 2);
            if (parts.length != 2) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(parts[0]))
                    .filter(process -> process.isAlive()
                            && !isZombie(process)
                            && startOf(process).equals(parts[1]));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Dead, but not yet fetched by its parent, as it happens in containers: to the JDK it is alive. */
    private static boolean isZombie(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2); // the state follows the name in brackets
        } catch (IOException e) {
            return false; // no /proc, or it has just gone
        }
    }

    /** The pid files in a folder, in the order of their names; none where there is no folder. */
    static List<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    /** The name of the process that a pid file is for. */
    static String nameOf(Path file) {
        String name = file.toFile().getName();
        return name.substring(0, name.length() - SUFFIX.length());
    }

    /** Epoch milliseconds as text; "?" on a system that does not tell. */
    static String startOf(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(Instant::toEpochMilli)
                .map(String::valueOf)
                .orElse("?");
    }
}
