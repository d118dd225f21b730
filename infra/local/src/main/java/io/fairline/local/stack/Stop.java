package io.fairline.local.stack;

import io.fairline.local.Checkout;
import io.fairline.local.LeftOvers;
import io.fairline.local.LocalServers;
import io.fairline.local.ServerFolder;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ends what runs in any of the folders: through its launcher where that is alive, or each left-over process by itself. */
record Stop(List<ServerFolder> folders, PrintStream out) {

    private static final Duration LAUNCHER_LIMIT = Duration.ofSeconds(90);
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** In those of every verb, and in those of tests that were killed. */
    static Stop of(Checkout checkout, PrintStream out) {
        List<ServerFolder> folders = new ArrayList<>(StackFolder.ofVerbs(checkout));
        folders.addAll(StackFolder.abandonedByTests(checkout));
        folders.addAll(LocalServers.abandonedIn(checkout));
        return new Stop(folders, out);
    }

    void all() {
        List<ServerFolder> inUse = folders.stream()
                .filter(folder -> !LeftOvers.in(folder).isEmpty())
                .toList();
        inUse.forEach(this::end);
        out.println(inUse.isEmpty() ? "nothing runs" : "all has ended");
    }

    private void end(ServerFolder folder) {
        LeftOvers.in(folder).stream()
                .filter(one -> one.name().equals(FolderClaim.LAUNCHER))
                .forEach(this::endLauncher);
        LeftOvers.in(folder).forEach(one -> out.println("ending " + one));
        LeftOvers.end(folder, GRACE);
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
