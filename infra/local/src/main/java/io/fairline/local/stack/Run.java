package io.fairline.local.stack;

import io.fairline.local.Checkout;
import io.fairline.local.ProcessServer;
import io.fairline.local.StartFailure;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** {@code make run}: starts the stack, says where everything is, and watches it until it is told to end. */
record Run(Checkout checkout, StackFolder data, PortPlan ports, PrintStream out) {

    private static final long WATCH_MILLIS = 500;

    void untilTold(StackSettings settings) {
        LocalStack stack = LocalStack.claim(settings, ports, data.folder(), checkout, out::println);
        out.println("Fairline starts; its data and logs are in " + data.folder().root());
        long begin = System.nanoTime();
        try (Ending ending = Ending.whenToldFor(stack::endInGoodOrder, stack.folderClaim(), out)) {
            stack.start();
            ending.everythingRuns();
            out.println(Welcome.of(stack, data, (System.nanoTime() - begin) / 1e9));
            watch(stack);
        }
    }

    /** Says it once when a process ends by itself. The rest goes on: what to do is the operator's to decide. */
    private void watch(LocalStack stack) {
        Set<String> told = new HashSet<>();
        try {
            while (told.size() < stack.processes().size()) {
                stack.processes().forEach(process -> tellEnd(process, told));
                TimeUnit.MILLISECONDS.sleep(WATCH_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted", e);
        }
        throw new StartFailure("every process has ended by itself: read the logs in "
                + data.folder().logs());
    }

    private void tellEnd(ProcessServer process, Set<String> told) {
        process.unexpectedExit().ifPresent(code -> {
            if (told.add(process.name())) {
                out.printf(
                        "!! %s has ended with exit code %d; the rest goes on. Its log: %s. Ctrl-C and `make run` start all again.%n",
                        process.name(), code, data.folder().log(process.name()));
            }
        });
    }
}
