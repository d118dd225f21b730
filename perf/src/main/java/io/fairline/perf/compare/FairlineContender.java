package io.fairline.perf.compare;

import io.fairline.local.Checkout;
import io.fairline.local.InParallel;
import io.fairline.local.JwtKeys;
import io.fairline.local.LocalServer;
import io.fairline.local.PostgresDatabase;
import io.fairline.local.ServerFolder;
import io.fairline.local.stack.LocalStack;
import io.fairline.local.stack.PortPlan;
import io.fairline.local.stack.ServiceKind;
import io.fairline.local.stack.ServiceProcess;
import io.fairline.local.stack.StackSettings;
import io.fairline.perf.load.Busiest;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Fairline's own stack. An instance is one of each service: that is what two of them cost. */
final class FairlineContender implements Contender {

    static final String WAIT = "wait=PT5S";

    private final LocalStack stack;
    private List<ServiceProcess> victims = List.of();

    private FairlineContender(LocalStack stack) {
        this.stack = stack;
    }

    static FairlineContender start(int count, ServerFolder folder) {
        StackSettings settings = StackSettings.oneOfEach().withInstances(count, count, count);
        LocalStack stack = LocalStack.claim(settings, PortPlan.anyFree(), folder, Checkout.find(), _ -> {});
        FairlineContender contender = new FairlineContender(stack);
        try {
            stack.start();
        } catch (RuntimeException e) {
            contender.close();
            throw e;
        }
        return contender;
    }

    @Override
    public List<URI> intakes() {
        return stack.urls(ServiceKind.INTAKE);
    }

    @Override
    public List<URI> readers() {
        return stack.urls(ServiceKind.PROJECTION);
    }

    /** An order's address says already where it stands in line. */
    @Override
    public String waiting() {
        return "&" + WAIT;
    }

    @Override
    public JwtKeys keys() {
        return stack.keys();
    }

    @Override
    public PostgresDatabase database() {
        return stack.projectionDatabase();
    }

    @Override
    public String placeColumn() {
        return "place_in_line";
    }

    @Override
    public Map<String, Long> processes() {
        Map<String, Long> pids = new HashMap<>();
        stack.processes().forEach(process -> process.pid().ifPresent(pid -> pids.put(process.name(), (long) pid)));
        return pids;
    }

    /** One of those who take the orders, of those who decide them, and of those who show them: whichever does most of it. */
    @Override
    public void kill() {
        List<ServiceKind> kinds = List.of(ServiceKind.INTAKE, ServiceKind.PROCESSOR, ServiceKind.PROJECTION);
        List<ServiceProcess> chosen = new CopyOnWriteArrayList<>();
        InParallel.run(kinds, kind -> chosen.add(Busiest.of(stack.services(kind), ServiceProcess::pid)));
        victims = List.copyOf(chosen);
        InParallel.run(victims, LocalServer::kill);
    }

    @Override
    public void restart() {
        InParallel.untilOneFails(victims, LocalServer::start);
    }

    @Override
    public void close() {
        stack.close();
    }
}
