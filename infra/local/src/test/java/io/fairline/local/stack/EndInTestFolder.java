package io.fairline.local.stack;

import io.fairline.local.ChildProcess;
import io.fairline.local.ServerFolder;
import io.fairline.local.StartFailure;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How {@code make run} ends, for tests to disturb: one process that only sleeps stands for all the servers. */
final class EndInTestFolder {

    static final String FAILS = "fails";
    static final String TAKES_LONG = "takes-long";

    private EndInTestFolder() {}

    public static void main(String[] arguments) throws InterruptedException {
        run(new StackFolder(new ServerFolder(Path.of(arguments[0]))), arguments[1].equals(FAILS), System.out);
    }

    private static void run(StackFolder home, boolean fails, PrintStream out) throws InterruptedException {
        FolderClaim claim = home.claim(1);
        ChildProcess.start("sleeper", List.of("sleep", "600"), Map.of(), home.folder());
        Runnable inGoodOrder = fails ? EndInTestFolder::fail : EndInTestFolder::takeLong;
        try (Ending ending = Ending.whenToldFor(inGoodOrder, claim, out)) {
            ending.everythingRuns();
            if (fails) {
                out.println("it runs");
                TimeUnit.MINUTES.sleep(10);
            }
        }
    }

    private static void fail() {
        throw new StartFailure("a jar is missing");
    }

    private static void takeLong() {
        System.out.println("it ends");
        try {
            TimeUnit.SECONDS.sleep(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.println("it has ended");
    }
}
