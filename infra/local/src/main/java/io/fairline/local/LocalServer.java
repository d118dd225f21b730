package io.fairline.local;

/** A real server in a process of its own. It keeps its port and its data from one start to the next. */
public interface LocalServer {

    /** What people call it, also the name of its log and pid files. */
    String name();

    /**
     * Starts the server and returns when it answers; does nothing when it runs already.
     *
     * @throws StartFailure with one line that says what to do
     */
    void start();

    /** Ends it in its own orderly way; after a few seconds by force. Does nothing when it does not run. */
    void stop();

    /** Ends it at once (SIGKILL), as a power cut would. Does nothing when it does not run. */
    void kill();

    /** Whether its process is alive. */
    boolean isRunning();
}
