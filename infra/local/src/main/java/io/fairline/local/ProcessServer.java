package io.fairline.local;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A server that is exactly one process: how it starts, ends and is watched is the same for all of them. */
public abstract class ProcessServer implements LocalServer {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private @Nullable ChildProcess process;
    private boolean wanted;
    private boolean endedInGoodOrder;

    /** What must be free before it starts. */
    protected abstract List<Integer> ports();

    /** Starts the process and returns at once. */
    protected abstract ChildProcess launch();

    /** Drops what may have made a process crash before it was ready; false when there is nothing to suspect. */
    protected boolean dropSuspect() {
        return false;
    }

    /** Whether it answers by now; throwing means "not yet". */
    protected abstract boolean answers() throws Exception;

    /**
     * Ends a process that was ready, in good order if it can.
     *
     * @return whether it could
     */
    protected boolean end(ChildProcess running) {
        return running.stop(STOP_LIMIT);
    }

    @Override
    public final synchronized void start() {
        if (isRunning()) {
            return;
        }
        ports().forEach(port -> Ports.requireFree(port, name()));
        try {
            launchAndAwait();
        } catch (StartFailure e) {
            if (process == null || !process.hasCrashed() || !dropSuspect()) {
                throw e;
            }
            launchAndAwait();
        }
        wanted = true;
    }

    private void launchAndAwait() {
        ChildProcess started = launch();
        process = started;
        started.awaitReady(START_LIMIT, this::answers);
    }

    @Override
    public final synchronized void stop() {
        if (process == null || !process.isAlive()) {
            wanted = false;
        } else if (wanted) {
            wanted = false;
            endedInGoodOrder = end(process);
        } else {
            process.kill(); // it has never been ready
        }
    }

    @Override
    public final synchronized void kill() {
        wanted = false;
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public final synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Whether its last stop came to its end without force. */
    public final synchronized boolean hasEndedInGoodOrder() {
        return endedInGoodOrder;
    }

    /** The exit code of a process that has ended although nobody here asked it to. */
    public final synchronized OptionalInt unexpectedExit() {
        return wanted && process != null && !process.isAlive()
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }

    /** The process id while it runs. */
    public final synchronized OptionalInt pid() {
        return process != null && process.isAlive() ? OptionalInt.of((int) process.pid()) : OptionalInt.empty();
    }
}
