package io.fairline.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One process that we started: its log, its pid file, how it becomes ready and how it ends. */
public final class ChildProcess {

    private static final Duration PROBE_PAUSE = Duration.ofMillis(25);
    private static final int CRASHED = 128 + 6;
    private static final Duration FORCE_LIMIT = Duration.ofSeconds(10);

    /** Characters of its log's last line that a failure tells. */
    private static final int LAST_WORDS = 500;

    private static final Optional<Path> SETSID = Executables.onPath("setsid");

    private static boolean startsForbidden;

    private final String name;
    private final Process process;
    private final Path log;
    private final Path pidFile;

    private ChildProcess(String name, Process process, Path log, Path pidFile) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.pidFile = pidFile;
    }

    /** Says whether a server answers. Throwing means "not yet". */
    public interface Probe {
        boolean ready() throws Exception;
    }

    /** Starts a command with these additions to our own environment. Its output goes to a new log; the one before is kept. */
    public static synchronized ChildProcess start(
            String name, List<String> command, Map<String, String> environment, ServerFolder folder) {
        if (startsForbidden) {
            throw new StartFailure(name + " is not started any more: all is being ended");
        }
        Path log = folder.log(name);
        ServerFolder.create(folder.logs());
        ServerFolder.create(folder.run());
        ProcessBuilder builder = new ProcessBuilder(inItsOwnSession(command))
                .directory(folder.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        builder.environment().putAll(environment);
        try {
            if (Files.exists(log)) {
                Files.move(log, folder.logBefore(name), StandardCopyOption.REPLACE_EXISTING);
            }
            Process process = builder.start();
            process.getOutputStream().close();
            writeOrEnd(folder.pidFile(name), process);
            return new ChildProcess(name, process, log, folder.pidFile(name));
        } catch (IOException e) {
            throw new StartFailure("%s cannot be started: %s".formatted(name, e.getMessage()), e);
        }
    }

    /** A process without a pid file would be lost: nobody could name it or end it. */
    private static void writeOrEnd(Path pidFile, Process process) {
        try {
            PidFile.write(pidFile, process.toHandle());
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** From here on nothing starts: whoever ends all that runs must not be overtaken by a start that is under way. */
    public static synchronized void forbidStarts() {
        startsForbidden = true;
    }

    /** Runs a command to its end; anything but exit code 0 in time is a failure. */
    static void run(String name, List<String> command, ServerFolder folder, Duration limit) {
        ChildProcess child = start(name, command, Map.of(), folder);
        if (!child.awaitEnd(limit)) {
            child.kill();
            throw child.failure("did not finish in %d s".formatted(limit.toSeconds()));
        }
        PidFile.delete(child.pidFile);
        if (child.process.exitValue() != 0) {
            throw child.failure("failed with exit code " + child.process.exitValue());
        }
    }

    private static synchronized boolean startsAreForbidden() {
        return startsForbidden;
    }

    /**
     * Returns when the probe says so; fails when the process ends first or time is up, and then leaves none behind; fails too when
     * all is being ended, and leaves the process to whoever does that.
     */
    public void awaitReady(Duration limit, Probe probe) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!answers(probe)) {
            if (!process.isAlive()) {
                PidFile.delete(pidFile);
                throw failure("ended with exit code %d before it was ready".formatted(process.exitValue()));
            }
            if (startsAreForbidden()) {
                throw new StartFailure(name + " is not waited for any more: all is being ended");
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw failure("was not ready in %d s".formatted(limit.toSeconds()));
            }
            awaitEnd(PROBE_PAUSE);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Whether it has ended by SIGABRT, as a JVM does that finds itself broken. */
    boolean hasCrashed() {
        return !process.isAlive() && process.exitValue() == CRASHED;
    }

    /** The exit code of a process that has ended; 128 and more: by that signal. */
    int exitValue() {
        return process.exitValue();
    }

    /**
     * SIGTERM, and SIGKILL when that was not enough in time.
     *
     * @return whether it was enough
     */
    public boolean stop(Duration grace) {
        process.destroy();
        return endWithin(grace);
    }

    /** The same with SIGINT, which PostgreSQL takes as "end now, in good order". */
    boolean interrupt(Duration grace) {
        try {
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return endWithin(grace);
    }

    /** SIGKILL, also to the processes it started, such as PostgreSQL's: as a power cut would. */
    public void kill() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(FORCE_LIMIT);
        PidFile.delete(pidFile);
    }

    private boolean endWithin(Duration grace) {
        if (awaitEnd(grace)) {
            PidFile.delete(pidFile);
            return true;
        }
        kill();
        return false;
    }

    private boolean awaitEnd(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new StartFailure(name + " was interrupted", e);
        }
    }

    private StartFailure failure(String what) {
        String lastWords = lastLine(log).map(line -> " (" + line + ")").orElse("");
        return new StartFailure("%s %s%s; its log is %s".formatted(name, what, lastWords, log));
    }

    private static boolean answers(Probe probe) {
        try {
            return probe.ready();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever waits for the next probe is told
            return false;
        } catch (Exception e) {
            return false; // a server that is still starting refuses in many ways; the deadline bounds them all
        }
    }

    private static Optional<String> lastLine(Path log) {
        try {
            return Files.readAllLines(log).reversed().stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(line -> line.length() <= LAST_WORDS ? line : line.substring(0, LAST_WORDS) + "…")
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Ctrl-C in a terminal reaches every process of the session: the children must end in our order, not in that one. */
    private static List<String> inItsOwnSession(List<String> command) {
        List<String> all = new ArrayList<>();
        SETSID.ifPresent(setsid -> all.add(setsid.toString()));
        all.addAll(command);
        return all;
    }
}
