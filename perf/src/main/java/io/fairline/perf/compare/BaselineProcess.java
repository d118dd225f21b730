package io.fairline.perf.compare;

import io.fairline.local.AotCache;
import io.fairline.local.Checkout;
import io.fairline.local.ChildProcess;
import io.fairline.local.Executables;
import io.fairline.local.HttpProbe;
import io.fairline.local.JvmServer;
import io.fairline.local.ServerFolder;
import io.fairline.local.stack.JvmFlags;
import io.fairline.local.stack.ServiceKind;
import io.fairline.perf.baselines.server.BaselineServer;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One instance of an alternative, in a JVM of its own, started like Fairline's intake. */
final class BaselineProcess extends JvmServer {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final String approach;
    private final int number;
    private final int of;
    private final int port;
    private final Map<String, String> environment;
    private final ServerFolder folder;

    BaselineProcess(
            String approach, int number, int of, int port, Map<String, String> environment, ServerFolder folder) {
        super(aotCache(approach), number == 1);
        this.approach = approach;
        this.number = number;
        this.of = of;
        this.port = port;
        this.environment = environment;
        this.folder = folder;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public String name() {
        return approach + "-" + number;
    }

    @Override
    protected List<Integer> ports() {
        return List.of(port);
    }

    @Override
    protected ChildProcess launch(List<String> cacheFlags) {
        List<String> command = new ArrayList<>();
        command.add(Executables.java());
        command.addAll(JvmFlags.of(ServiceKind.INTAKE));
        command.addAll(cacheFlags);
        command.addAll(List.of("-cp", classPath(), BaselineServer.class.getName()));
        command.addAll(
                List.of("--baseline=" + approach, "--port=" + port, "--instance=" + number, "--instances=" + of));
        return ChildProcess.start(name(), command, JvmFlags.environment(environment), folder);
    }

    @Override
    protected Duration stopLimit() {
        return STOP_LIMIT;
    }

    /** What one approach makes hot, another never runs. */
    private static AotCache aotCache(String approach) {
        return new AotCache(Checkout.find().root().resolve(Path.of("perf", "target", "perf.jar")), approach);
    }

    /** Ours, made absolute: a server runs in a folder of its own. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    protected boolean answers() throws IOException, InterruptedException {
        return HttpProbe.answersOk(url() + "/ready");
    }
}
