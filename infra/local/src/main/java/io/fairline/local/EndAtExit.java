package io.fairline.local;

import java.time.Duration;

/** Ends what runs in a folder when this JVM ends, whatever is going on then: a start that is under way ends too. */
public final class EndAtExit implements AutoCloseable {

    private final ServerFolder folder;
    private final Thread hook = new Thread(this::end, "end-servers");

    private EndAtExit(ServerFolder folder) {
        this.folder = folder;
    }

    /** From now on, until it is closed. */
    public static EndAtExit of(ServerFolder folder) {
        EndAtExit end = new EndAtExit(folder);
        Runtime.getRuntime().addShutdownHook(end.hook);
        return end;
    }

    private void end() {
        ChildProcess.forbidStarts();
        LeftOvers.end(folder, Duration.ZERO);
    }

    /** Whoever ends its servers by itself needs no hook any more. */
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
