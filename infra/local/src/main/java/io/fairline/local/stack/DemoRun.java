package io.fairline.local.stack;

import io.fairline.local.Checkout;
import io.fairline.local.demo.Demo;
import java.io.PrintStream;
import java.util.Map;

/** {@code make demo}: a stack of its own on free ports, beside any that runs, with data of its own that starts empty. */
record DemoRun(Checkout checkout, StackFolder data, PrintStream out) {

    static DemoRun of(Checkout checkout, PrintStream out) {
        return new DemoRun(checkout, StackFolder.ofDemo(checkout), out);
    }

    void show() {
        data.clean();
        LocalStack stack = LocalStack.claim(settings(), PortPlan.anyFree(), data.folder(), checkout, out::println);
        out.println("The demo starts 2 intakes, 3 processors and a projection; logs are in "
                + data.folder().logs());
        try (Ending ending = Ending.whenToldFor(stack::endInGoodOrder, stack.folderClaim(), out)) {
            stack.start();
            ending.everythingRuns();
            Demo.show(
                    stack.services(ServiceKind.INTAKE).stream()
                            .map(ServiceProcess::url)
                            .toList(),
                    stack.service(ServiceKind.PROJECTION).url(),
                    stack.keys(),
                    out);
        }
    }

    /** Two intakes and three processors; every order stands in line, also the ones that come when all is gone. */
    private static StackSettings settings() {
        return StackSettings.oneOfEach()
                .withInstances(2, 3, 1)
                .withoutNewCaches() // whoever watches shall not have to wait when it is over
                .withServiceEnvironment(Map.of("SOLD_OUT_GATE", "false"));
    }
}
