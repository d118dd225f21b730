package io.fairline.local.stack;

import io.fairline.local.Checkout;
import io.fairline.local.PostgresServer.Durability;
import io.fairline.local.ServerFolder;
import io.fairline.local.StartFailure;
import java.nio.file.Path;

/** What {@code make run} does, for tests to kill: in a folder of theirs, on free ports, without the services. */
final class RunInTestFolder {

    private RunInTestFolder() {}

    public static void main(String[] arguments) {
        StackFolder folder = new StackFolder(new ServerFolder(Path.of(arguments[0])));
        try {
            new Run(Checkout.find(), folder, PortPlan.anyFree(), System.out).untilTold(serversOnly());
        } catch (StartFailure e) {
            System.out.println("fairline: " + e.getMessage());
            System.exit(1);
        }
    }

    static StackSettings serversOnly() {
        return StackSettings.oneOfEach().withInstances(0, 0, 0).withDurability(Durability.NO_FSYNC);
    }
}
