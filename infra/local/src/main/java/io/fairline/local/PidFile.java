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
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final int START_AFTER_NAME = 19;

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
            return afterName(Files.readString(statOf(process))).startsWith("Z");
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

    /**
     * When it started, as text that no other process of this number has. Linux counts the ticks from its own start, which
     * has an id; its {@code startInstant} moves whenever the wall clock is set. "?" on a system that does not tell.
     */
    static String startOf(ProcessHandle process) {
        try {
            String bootId = Files.readString(BOOT_ID).strip();
            return startTicks(Files.readString(statOf(process))) + "@" + bootId;
        } catch (IOException e) { // no /proc, or it has just gone
            return process.info()
                    .startInstant()
                    .map(Instant::toEpochMilli)
                    .map(String::valueOf)
                    .orElse("?");
        }
    }

    /** Field 22 of proc(5)'s stat. The second is the name in brackets, which itself may hold spaces and brackets. */
    static String startTicks(String stat) {
        return afterName(stat).split(" ", START_AFTER_NAME + 2)[START_AFTER_NAME];
    }

    private static String afterName(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 2);
    }

    private static Path statOf(ProcessHandle process) {
        return Path.of("/proc", String.valueOf(process.pid()), "stat");
    }
}
