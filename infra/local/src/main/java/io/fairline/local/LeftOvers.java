package io.fairline.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Processes that are alive by the pid files of a folder, although whoever started them may be gone.
 *
 * @param name of the server
 */
public record LeftOvers(String name, ProcessHandle process) {

    private static final Duration FORCE_LIMIT = Duration.ofSeconds(10);

    /** Every process that still runs for this folder, by name. */
    public static List<LeftOvers> in(ServerFolder folder) {
        return PidFile.in(folder.run()).stream()
                .flatMap(file ->
                        PidFile.living(file).map(process -> new LeftOvers(PidFile.nameOf(file), process)).stream())
                .toList();
    }

    /** Ends them all but ourselves: SIGTERM, after the grace SIGKILL. Afterwards no pid file is left. */
    public static void end(ServerFolder folder, Duration grace) {
        List<LeftOvers> all = in(folder).stream().filter(LeftOvers::isNotUs).toList();
        all.forEach(one -> one.process().destroy());
        awaitEnd(all, grace);
        all.forEach(LeftOvers::kill);
        awaitEnd(all, FORCE_LIMIT);
        PidFile.in(folder.run()).forEach(PidFile::delete);
    }

    private boolean isNotUs() {
        return !process.equals(ProcessHandle.current());
    }

    private void kill() {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }

    private static void awaitEnd(List<LeftOvers> all, Duration limit) {
        CompletableFuture<?>[] ends =
                all.stream().map(one -> one.process().onExit()).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(ends)
                .completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    @Override
    public String toString() {
        return "%s (pid %d)".formatted(name, process.pid());
    }
}
