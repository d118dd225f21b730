package io.fairline.perf.load;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** CPU time of the compilers in JVMs, from /proc: as long as they use much, a JVM is not yet what it will be. */
public final class CompilerTime {

    /** Below this nearly all that runs is compiled; a JVM that works always has something to do over again. */
    public static final double MOST_CORES_WHEN_WARM = 0.1;

    // C1 or C2 goes before it, and Linux cuts names after 15 characters.
    private static final String COMPILER = " CompilerThre";

    private CompilerTime() {}

    /** Of all the processes together, since they started; one that is no JVM, or has ended, counts nothing. */
    public static long micros(Collection<Long> pids) {
        return pids.stream().mapToLong(CompilerTime::microsOf).sum();
    }

    private static long microsOf(long pid) {
        long micros = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", String.valueOf(pid), "task"))) {
            for (Path thread : threads) {
                micros += microsOf(thread);
            }
        } catch (IOException | DirectoryIteratorException e) {
            return 0; // the process has ended
        }
        return micros;
    }

    /** A thread that ends meanwhile must not take the others' time with it: who compiles would look warm. */
    private static long microsOf(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return stat.contains(COMPILER) ? ProcessMeter.cpuMicros(stat) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
