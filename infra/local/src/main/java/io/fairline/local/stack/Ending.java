package io.fairline.local.stack;

import io.fairline.local.ChildProcess;
import io.fairline.local.LeftOvers;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sees to it that nothing outlives this JVM: after Ctrl-C, after a kill, after a start that failed. */
final class Ending implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Runnable inGoodOrder;
    private final FolderClaim claim;
    private final PrintStream out;
    private final Thread hook = new Thread(this::endOnce, "end-all");
    private volatile boolean everythingRuns;
    private boolean ended;

    private Ending(Runnable inGoodOrder, FolderClaim claim, PrintStream out) {
        this.inGoodOrder = inGoodOrder;
        this.claim = claim;
        this.out = out;
    }

    /** @param inGoodOrder ends what runs; what it leaves, also by failing, is ended without ceremony */
    static Ending whenToldFor(Runnable inGoodOrder, FolderClaim claim, PrintStream out) {
        Ending ending = new Ending(inGoodOrder, claim, out);
        Runtime.getRuntime().addShutdownHook(ending.hook);
        return ending;
    }

    /** From here on there is an order to end things in; before, a start may be under way that holds what it starts. */
    void everythingRuns() {
        everythingRuns = true;
    }

    /** After a failure, or when there is nothing more to do. Whoever is told to end meanwhile waits for the same end. */
    @Override
    public void close() {
        boolean byUs = endOnce();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            if (!byUs) {
                awaitHalt();
            }
        }
    }

    /** @return whether it was this call that ended all */
    private synchronized boolean endOnce() {
        if (ended) {
            return false;
        }
        ended = true;
        ChildProcess.forbidStarts();
        if (everythingRuns) {
            out.println("Fairline ends");
            whateverFails(inGoodOrder);
        }
        whateverFails(() -> LeftOvers.end(claim.folder(), GRACE));
        whateverFails(claim::close); // last: the left-overs must not be those of a new start
        return true;
    }

    /** Nothing may keep the steps after it from being taken. */
    private void whateverFails(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            out.println("!! not ended in good order: " + OneLine.of(e));
        }
    }

    /** What failed because all is being ended is no news: the JVM halts before it is told. */
    private static void awaitHalt() {
        try {
            TimeUnit.MINUTES.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
