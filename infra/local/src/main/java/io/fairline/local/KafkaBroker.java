package io.fairline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One node of the Kafka cluster, broker and controller in one process (KRaft). */
public final class KafkaBroker extends ProcessServer {

    // 16 bytes in base64, as Kafka wants it: "fairline-local-1".
    private static final String CLUSTER_ID = "ZmFpcmxpbmUtbG9jYWwtMQ";

    private static final Duration FORMAT_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final Duration STOP_AND_WRITE_LIMIT = Duration.ofSeconds(20);

    private final Node node;
    private final List<Node> quorum;
    private final Checkout checkout;
    private final ServerFolder folder;

    /** Identity and ports of a node. */
    public record Node(int id, int port, int controllerPort) {

        String voter() {
            return "%d@127.0.0.1:%d".formatted(id, controllerPort);
        }

        String address() {
            return "127.0.0.1:" + port;
        }
    }

    KafkaBroker(Node node, List<Node> quorum, Checkout checkout, ServerFolder folder) {
        this.node = node;
        this.quorum = List.copyOf(quorum);
        this.checkout = checkout;
        this.folder = folder;
    }

    @Override
    public String name() {
        return "kafka-" + node.id();
    }

    @Override
    protected List<Integer> ports() {
        return List.of(node.port(), node.controllerPort());
    }

    @Override
    protected ChildProcess launch() {
        Path settings = writeSettings();
        if (!Files.exists(logs().resolve("meta.properties"))) {
            format(settings);
        }
        return ChildProcess.start(
                name(),
                java(aotCache().flags(node.id() == 1), "-Xms96m", "-Xmx384m", "kafka.Kafka", settings.toString()),
                Map.of(),
                folder);
    }

    /** That the node takes connections; whether the cluster is whole is for {@link KafkaCluster} to say. */
    @Override
    protected boolean answers() {
        return Ports.answers(node.port());
    }

    /**
     * The last node of a stopping quorum waits for the ones that are gone, so a node is not waited for long, but for the
     * one time that it writes its cache.
     */
    @Override
    protected void end(ChildProcess running) {
        boolean mayWrite = node.id() == 1 && !aotCache().isCurrent();
        boolean inGoodOrder = running.stop(mayWrite ? STOP_AND_WRITE_LIMIT : STOP_LIMIT);
        if (mayWrite) {
            aotCache().keepWhatWasWritten(inGoodOrder);
        }
    }

    private void format(Path settings) {
        ChildProcess.run(
                name() + "-format",
                java(
                        aotCache().flags(false),
                        "-Xmx64m",
                        "kafka.tools.StorageTool",
                        "format",
                        "-t",
                        CLUSTER_ID,
                        "-c",
                        settings.toString()),
                folder,
                FORMAT_LIMIT);
    }

    private List<String> java(List<String> flags, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Executables.java(),
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlog4j2.configurationFile=file:" + checkout.brokerSettings("log4j2.properties"),
                "-cp",
                classPath()));
        command.addAll(CompilerFlags.ALL);
        command.addAll(flags);
        command.addAll(List.of(arguments));
        return command;
    }

    private AotCache aotCache() {
        return AotCache.ofBrokers(checkout);
    }

    private String classPath() {
        try {
            return Files.readString(checkout.brokerClassPath());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the class path of " + name(), e);
        }
    }

    private Path writeSettings() {
        int replication = quorum.size() >= 3 ? 3 : 1;
        int inSync = quorum.size() >= 3 ? 2 : 1;
        String voters = quorum.stream().map(Node::voter).collect(Collectors.joining(","));
        try {
            String settings = Files.readString(checkout.brokerSettings("broker.properties"))
                    + """

                    node.id=%d
                    listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
                    advertised.listeners=PLAINTEXT://127.0.0.1:%d
                    controller.quorum.voters=%s
                    log.dirs=%s
                    offsets.topic.replication.factor=%d
                    transaction.state.log.replication.factor=%d
                    transaction.state.log.min.isr=%d
                    share.coordinator.state.topic.replication.factor=%d
                    share.coordinator.state.topic.min.isr=%d
                    """.formatted(
                                    node.id(),
                                    node.port(),
                                    node.controllerPort(),
                                    node.port(),
                                    voters,
                                    logs(),
                                    replication,
                                    replication,
                                    inSync,
                                    replication,
                                    inSync);
            return Files.writeString(folder.createData(name()).resolve("server.properties"), settings);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the settings of " + name(), e);
        }
    }

    private Path logs() {
        return folder.data(name()).resolve("log");
    }
}
