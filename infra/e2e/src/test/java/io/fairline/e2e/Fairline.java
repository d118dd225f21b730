package io.fairline.e2e;

import io.fairline.local.AotCache;
import io.fairline.local.Checkout;
import io.fairline.local.EndAtExit;
import io.fairline.local.Folders;
import io.fairline.local.LeftOvers;
import io.fairline.local.LocalServer;
import io.fairline.local.PostgresServer.Durability;
import io.fairline.local.ServerFolder;
import io.fairline.local.stack.LocalStack;
import io.fairline.local.stack.PortPlan;
import io.fairline.local.stack.ServiceKind;
import io.fairline.local.stack.ServiceProcess;
import io.fairline.local.stack.StackSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The stack that the tests share: two intakes, two processors, two projections. A test that breaks a part mends it
 * before it ends; tests keep apart by their deals.
 */
final class Fairline {

    private static final AtomicInteger DEALS = new AtomicInteger();

    private Fairline() {}

    static LocalStack stack() {
        return Running.STACK;
    }

    static Shop shop() {
        return Running.SHOP;
    }

    /** Starts what a test that failed has left dead, so that it does not fail the others too. */
    static void mend() {
        stack().kafka().start();
        stack().processes().forEach(LocalServer::start);
    }

    /** A deal number that nobody has used. */
    static int newDeal() {
        return DEALS.incrementAndGet();
    }

    static ServiceProcess intake(int number) {
        return stack().services(ServiceKind.INTAKE).get(number - 1);
    }

    static ServiceProcess processor(int number) {
        return stack().services(ServiceKind.PROCESSOR).get(number - 1);
    }

    static ServiceProcess projection(int number) {
        return stack().services(ServiceKind.PROJECTION).get(number - 1);
    }

    /** A folder below {@code target}. */
    static ServerFolder folder(String name) {
        return new ServerFolder(Path.of("target", name).toAbsolutePath());
    }

    /** A stack without a past, which ends with this JVM at the latest. */
    static LocalStack start(ServerFolder folder, StackSettings settings) {
        LeftOvers.end(folder, Duration.ZERO); // of a run that was killed
        Folders.delete(folder.root());
        LocalStack stack = LocalStack.claim(settings, PortPlan.anyFree(), folder, Checkout.find(), System.out::println);
        EndAtExit _ = EndAtExit.of(folder);
        stack.start();
        return stack;
    }

    private static LocalStack startShared() {
        StackSettings one = StackSettings.oneOfEach().withDurability(Durability.NO_FSYNC);
        // Services start dozens of times here. What makes that short is written once, while nothing else wants the CPU.
        if (!LocalStack.aotCaches(Checkout.find()).stream().allMatch(AotCache::isCurrent)) {
            start(folder("stack-of-one"), one).close();
        }
        return start(folder("stack"), one.withInstances(2, 2, 2).withoutNewCaches());
    }

    private static final class Running {
        static final LocalStack STACK = startShared();
        static final Shop SHOP = new Shop(STACK);
    }
}
