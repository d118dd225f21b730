package io.fairline.local.stack;

import io.fairline.local.ProcessServer;
import io.fairline.local.ServerFolder;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Starts again what was killed or failed, as a supervisor does, a few times. What was told to end stays ended, and so do
 * servers with data: what to do is the operator's to decide then. Looked at by one thread.
 */
final class Supervision {

    private static final int MOST_STARTS = 5;
    private static final Duration WITHIN = Duration.ofMinutes(10);
    // Exit codes of what an operator ended: by itself in good order, and by SIGTERM.
    private static final Set<Integer> TOLD_TO_END = Set.of(0, 128 + 15);

    private final Predicate<ProcessServer> maybeStartedAgain;
    private final ServerFolder folder;
    private final PrintStream out;
    private final Map<String, Deque<Long>> startsNanos = new HashMap<>();
    private final Set<String> starting = ConcurrentHashMap.newKeySet();
    private final Set<String> ended = new HashSet<>();

    Supervision(Predicate<ProcessServer> maybeStartedAgain, ServerFolder folder, PrintStream out) {
        this.maybeStartedAgain = maybeStartedAgain;
        this.folder = folder;
        this.out = out;
    }

    /**
     * Sees which have ended, says so once for each end, and starts again what may be. Returns at once.
     *
     * @return whether there is anything left to watch
     */
    boolean look(Collection<? extends ProcessServer> processes) {
        processes.stream()
                .filter(process -> !starting.contains(process.name()) && !ended.contains(process.name()))
                .forEach(process -> process.unexpectedExit().ifPresent(code -> afterEnd(process, code)));
        return ended.size() < processes.size();
    }

    private void afterEnd(ProcessServer process, int code) {
        if (maybeStartedAgain.test(process) && !TOLD_TO_END.contains(code) && mayStartOnceMore(process)) {
            out.printf(
                    "!! %s has ended with exit code %d and is started again. Its log: %s%n",
                    process.name(), code, folder.logBefore(process.name()));
            starting.add(process.name());
            Thread.ofVirtual().name("start-" + process.name()).start(() -> start(process));
        } else {
            ended.add(process.name());
            out.printf(
                    "!! %s has ended with exit code %d; the rest goes on. Its log: %s. Ctrl-C and `make run` start all again.%n",
                    process.name(), code, folder.log(process.name()));
        }
    }

    /** Whoever does not get over it is not started for ever: that would hide it, and keep the machine busy. */
    private boolean mayStartOnceMore(ProcessServer process) {
        long now = System.nanoTime();
        Deque<Long> starts = startsNanos.computeIfAbsent(process.name(), _ -> new ArrayDeque<>());
        while (!starts.isEmpty() && now - starts.getFirst() > WITHIN.toNanos()) {
            starts.removeFirst();
        }
        if (starts.size() == MOST_STARTS) {
            return false;
        }
        starts.addLast(now);
        return true;
    }

    private void start(ProcessServer process) {
        long begin = System.nanoTime();
        try {
            process.start();
            out.printf("  %-20s ready again in %.1f s%n", process.name(), (System.nanoTime() - begin) / 1e9);
        } catch (RuntimeException e) {
            out.println("!! " + OneLine.of(e)); // the next look finds it ended once more
        } finally {
            starting.remove(process.name());
        }
    }
}
