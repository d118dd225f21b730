package io.fairline.local.stack;

import io.fairline.local.ChildProcess;
import io.fairline.local.LeftOvers;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sees to it that nothing outlives this JVM: after Ctrl-C, after a kill, after a start that failed. */
final class Ending implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final LocalStack stack;
    private final StackFolder home;
    private final PrintStream out;
    private final Thread hook = new Thread(this::endAll, "end-all");
    private volatile boolean everythingRuns;

    private Ending(LocalStack stack, StackFolder home, PrintStream out) {
        this.stack = stack;
        this.home = home;
        this.out = out;
    }

    static Ending whenToldFor(LocalStack stack, StackFolder home, PrintStream out) {
        Ending ending = new Ending(stack, home, out);
        Runtime.getRuntime().addShutdownHook(ending.hook);
        return ending;
    }

    /** From here on there is an order to end things in; before, a start may be under way that holds what it starts. */
    void everythingRuns() {
        everythingRuns = true;
    }

    /** After a failure, or when there is nothing more to do. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            awaitHook(); // told to end while something failed because of that
            return;
        }
        endAll();
    }

    private void endAll() {
        ChildProcess.forbidStarts();
        if (everythingRuns) {
            out.println("Fairline ends");
            stack.close();
        }
        home.release();
        LeftOvers.end(home.folder(), GRACE);
    }

    private void awaitHook() {
        try {
            hook.join();
            TimeUnit.MINUTES.sleep(1); // the JVM halts before that: what failed because it ends is no news
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
