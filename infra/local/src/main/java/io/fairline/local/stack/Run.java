package io.fairline.local.stack;

import io.fairline.local.Checkout;
import io.fairline.local.StartFailure;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** {@code make run}: starts the stack, says where everything is, and keeps it running until it is told to end. */
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

    private void watch(LocalStack stack) {
        Supervision supervision = new Supervision(ServiceProcess.class::isInstance, data.folder(), out);
        try {
            while (supervision.look(stack.processes())) {
                TimeUnit.MILLISECONDS.sleep(WATCH_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted", e);
        }
        throw new StartFailure("every process has ended by itself: read the logs in "
                + data.folder().logs());
    }
}
