package io.fairline.local.stack;

import io.fairline.local.ChildProcess;
import io.fairline.local.ProcessServer;
import io.fairline.local.ServerFolder;
import io.fairline.local.StartFailure;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How {@code make run} ends, for tests to disturb: one process that only sleeps stands for all the servers. */
final class EndInTestFolder {

    /** What is under way when it is told to end. */
    enum Way {
        FAILS,
        TAKES_LONG,
        STARTS_AGAIN
    }

    private EndInTestFolder() {}

    public static void main(String[] arguments) throws InterruptedException {
        run(new StackFolder(new ServerFolder(Path.of(arguments[0]))), Way.valueOf(arguments[1]), System.out);
    }

    private static void run(StackFolder home, Way way, PrintStream out) throws InterruptedException {
        FolderClaim claim = home.claim(1);
        Runnable inGoodOrder = switch (way) {
            case FAILS -> EndInTestFolder::fail;
            case TAKES_LONG -> EndInTestFolder::takeLong;
            case STARTS_AGAIN -> startForEver(home.folder(), out)::stop;
        };
        if (way != Way.STARTS_AGAIN) {
            ChildProcess.start(NeverReady.NAME, NeverReady.COMMAND, Map.of(), home.folder());
        }
        try (Ending ending = Ending.whenToldFor(inGoodOrder, claim, out)) {
            ending.everythingRuns();
            if (way != Way.TAKES_LONG) {
                out.println("it runs");
                TimeUnit.MINUTES.sleep(10);
            }
        }
    }

    private static NeverReady startForEver(ServerFolder folder, PrintStream out) throws InterruptedException {
        NeverReady sleeper = new NeverReady(folder);
        Thread.ofVirtual().start(() -> {
            try {
                sleeper.start();
            } catch (StartFailure e) {
                out.println(e.getMessage());
            }
        });
        while (!Files.exists(folder.run().resolve(NeverReady.NAME + ".pid"))) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return sleeper;
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

    /** A process that only sleeps, and whose start never comes to its end. */
    private static final class NeverReady extends ProcessServer {

        static final String NAME = "sleeper";
        static final List<String> COMMAND = List.of("sleep", "600");

        private final ServerFolder folder;

        NeverReady(ServerFolder folder) {
            this.folder = folder;
        }

        @Override
        public String name() {
            return NAME;
        }

        @Override
        protected List<Integer> ports() {
            return List.of();
        }

        @Override
        protected ChildProcess launch() {
            return ChildProcess.start(NAME, COMMAND, Map.of(), folder);
        }

        @Override
        protected boolean answers() {
            return false;
        }
    }
}
