package io.fairline.perf.compare;

import io.fairline.local.ChildProcess;
import io.fairline.local.HttpProbe;
import io.fairline.local.ProcessServer;
import io.fairline.local.ServerFolder;
import io.fairline.perf.baselines.server.BaselineServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One instance of an alternative, in a JVM of its own, with the memory that Fairline's intake is given. */
final class BaselineProcess extends ProcessServer {

    private static final List<String> JVM_FLAGS = List.of(
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:MaxMetaspaceSize=128m",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:MaxDirectMemorySize=48m",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dio.netty.allocator.numDirectArenas=2",
            "-Dio.netty.allocator.numHeapArenas=2",
            "-Djava.net.preferIPv4Stack=true",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final String approach;
    private final int number;
    private final int of;
    private final int port;
    private final Map<String, String> environment;
    private final ServerFolder folder;

    BaselineProcess(
            String approach, int number, int of, int port, Map<String, String> environment, ServerFolder folder) {
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
    protected ChildProcess launch() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BaselineServer.class.getName()));
        command.addAll(
                List.of("--baseline=" + approach, "--port=" + port, "--instance=" + number, "--instances=" + of));
        return ChildProcess.start(name(), command, environment, folder);
    }

    @Override
    protected boolean answers() throws IOException, InterruptedException {
        return HttpProbe.answersOk(url() + "/ready");
    }
}
