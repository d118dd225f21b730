package io.fairline.local.stack;

import io.fairline.local.Checkout;
import io.fairline.local.ChildProcess;
import io.fairline.local.Executables;
import io.fairline.local.HttpProbe;
import io.fairline.local.JvmServer;
import io.fairline.local.ServerFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One instance of a service, in a JVM of its own. */
public final class ServiceProcess extends JvmServer {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final ServiceKind kind;
    private final int number;
    private final int port;
    private final Map<String, String> environment;
    private final Checkout checkout;
    private final ServerFolder folder;

    ServiceProcess(
            ServiceKind kind,
            int number,
            int port,
            Map<String, String> environment,
            boolean mayWriteCache,
            Checkout checkout,
            ServerFolder folder) {
        super(ExplodedJar.of(checkout, kind).aotCache(), mayWriteCache);
        this.kind = kind;
        this.number = number;
        this.port = port;
        this.environment = Map.copyOf(environment);
        this.checkout = checkout;
        this.folder = folder;
    }

    public ServiceKind kind() {
        return kind;
    }

    /** Such as {@code http://127.0.0.1:8080}. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public String name() {
        return kind.instance(number);
    }

    @Override
    protected List<Integer> ports() {
        return List.of(port);
    }

    @Override
    protected ChildProcess launch(List<String> cacheFlags) {
        List<String> command = new ArrayList<>();
        command.add(Executables.java());
        command.addAll(JvmFlags.of(kind));
        command.addAll(cacheFlags);
        command.add("-Djava.io.tmpdir=" + folder.freshTemporary(name()));
        command.addAll(List.of("-jar", ExplodedJar.of(checkout, kind).jar().toString()));
        return ChildProcess.start(name(), command, JvmFlags.environment(environment), folder);
    }

    /** Long enough to end its requests. */
    @Override
    protected Duration stopLimit() {
        return STOP_LIMIT;
    }

    @Override
    protected boolean answers() throws IOException, InterruptedException {
        return HttpProbe.answersOk(url() + "/actuator/health/readiness");
    }
}
