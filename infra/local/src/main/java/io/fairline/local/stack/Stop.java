package io.fairline.local.stack;

import io.fairline.local.LeftOvers;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ends what runs: through its launcher where that is alive, or each left-over process by itself. */
record Stop(StackFolder data, PrintStream out) {

    private static final Duration LAUNCHER_LIMIT = Duration.ofSeconds(90);
    private static final Duration GRACE = Duration.ofSeconds(5);

    void all() {
        List<LeftOvers> alive = LeftOvers.in(data.folder());
        if (alive.isEmpty()) {
            out.println("nothing runs");
            return;
        }
        alive.stream().filter(one -> one.name().equals(StackFolder.LAUNCHER)).forEach(this::endLauncher);
        LeftOvers.in(data.folder()).forEach(one -> out.println("ending " + one));
        LeftOvers.end(data.folder(), GRACE);
        out.println("all has ended");
    }

    /** It ends the rest, in good order. */
    private void endLauncher(LeftOvers launcher) {
        out.println("ending " + launcher);
        launcher.process().destroy();
        launcher.process()
                .onExit()
                .completeOnTimeout(launcher.process(), LAUNCHER_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
