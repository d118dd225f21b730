package io.fairline.local.stack;

import io.fairline.local.Checkout;
import io.fairline.local.demo.Demo;
import java.io.PrintStream;

/** {@code make demo}: a stack of its own on free ports, beside any that runs, with data of its own that starts empty. */
record DemoRun(Checkout checkout, StackFolder data, PrintStream out) {

    static DemoRun of(Checkout checkout, PrintStream out) {
        return new DemoRun(checkout, StackFolder.ofDemo(checkout), out);
    }

    void show() {
        data.clean();
        LocalStack stack = LocalStack.claim(Demo.settings(), PortPlan.anyFree(), data.folder(), checkout, out::println);
        out.println("The demo starts 2 intakes, 3 processors and a projection; logs are in "
                + data.folder().logs());
        try (Ending ending = Ending.whenToldFor(stack::endInGoodOrder, stack.folderClaim(), out)) {
            stack.start();
            ending.everythingRuns();
            Demo.show(stack, out);
        }
    }
}
