package io.fairline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server that hangs until this is closed (SIGSTOP): the system goes on taking connections and requests for it, and
 * nobody answers.
 */
public final class SuspendedServer implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 10;

    private final int pid;

    private SuspendedServer(int pid) {
        this.pid = pid;
    }

    /** Returns when it stands still: on a busy machine its threads run on, and answer, for a moment after the signal. */
    public static SuspendedServer of(ProcessServer server) {
        SuspendedServer suspended = new SuspendedServer(server.pid().orElseThrow());
        suspended.signal("STOP");
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!suspended.standsStill()) {
            if (System.nanoTime() > deadline) {
                suspended.close();
                throw new IllegalStateException("%s runs on".formatted(server.name()));
            }
            pause();
        }
        return suspended;
    }

    /** It goes on where it was. */
    @Override
    public void close() {
        signal("CONT");
    }

    private boolean standsStill() {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            for (Path thread : threads.toList()) {
                if (!Files.readString(thread.resolve("status")).contains("State:\tT")) {
                    return false;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    private void signal(String signal) {
        try {
            int exit = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("process %d takes no SIG%s".formatted(pid, signal));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
