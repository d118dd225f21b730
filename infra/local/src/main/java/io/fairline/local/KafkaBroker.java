package io.fairline.local;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** One node of the Kafka cluster, broker and controller in one process (KRaft). */
public final class KafkaBroker extends JvmServer {

    // 16 bytes in base64, as Kafka wants it: "fairline-local-1".
    private static final String CLUSTER_ID = "ZmFpcmxpbmUtbG9jYWwtMQ";

    private static final Duration FORMAT_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

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
        super(AotCache.ofBrokers(checkout), node.id() == 1);
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
    protected ChildProcess launch(List<String> cacheFlags) {
        Path settings = writeSettings();
        if (!Files.exists(logs().resolve("meta.properties"))) {
            format(settings);
        }
        String temporary = "-Djava.io.tmpdir=" + folder.freshTemporary(name());
        return ChildProcess.start(
                name(),
                java(cacheFlags, temporary, "-Xms96m", "-Xmx384m", "kafka.Kafka", settings.toString()),
                Map.of(),
                folder);
    }

    /** That the node takes connections; whether the cluster is whole is for {@link KafkaCluster} to say. */
    @Override
    protected boolean answers() {
        return Ports.answers(node.port());
    }

    /** The last node of a stopping quorum waits for the ones that are gone: it is not waited for long. */
    @Override
    protected Duration stopLimit() {
        return STOP_LIMIT;
    }

    private void format(Path settings) {
        ChildProcess.run(
                name() + "-format",
                java(
                        AotCache.ofBrokers(checkout).flags(false),
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
        command.addAll(HotSpotFlags.ALL);
        command.addAll(flags);
        command.addAll(List.of(arguments));
        return command;
    }

    private String classPath() {
        try {
            String jars = Files.readString(checkout.brokerClassPath()).strip();
            requireReadable(jars);
            return jars;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the class path of " + name(), e);
        }
    }

    /** They are where Maven keeps them, and that may have been emptied, or be somebody else's. */
    private void requireReadable(String jars) {
        for (String jar : jars.split(File.pathSeparator, -1)) {
            if (!Files.isReadable(Path.of(jar))) {
                throw new StartFailure("%s cannot start, as %s cannot be read: run `make clean build` and try again"
                        .formatted(name(), jar));
            }
        }
    }

    /** Kafka reads Latin-1 and escapes, as {@link Properties} writes it: a path may hold any letter. */
    Path writeSettings() {
        Path file = folder.createData(name()).resolve("server.properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            Files.copy(checkout.brokerSettings("broker.properties"), out);
            ownSettings().store(out, null);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the settings of " + name(), e);
        }
    }

    /** What differs from node to node. */
    private Properties ownSettings() {
        String replication = quorum.size() >= 3 ? "3" : "1";
        String inSync = quorum.size() >= 3 ? "2" : "1";
        String listener = "PLAINTEXT://" + node.address();
        Properties own = new Properties();
        own.putAll(Map.of(
                "node.id", String.valueOf(node.id()),
                "listeners", listener + ",CONTROLLER://127.0.0.1:" + node.controllerPort(),
                "advertised.listeners", listener,
                "controller.quorum.voters", quorum.stream().map(Node::voter).collect(Collectors.joining(",")),
                "log.dirs", withoutComma(logs()),
                "offsets.topic.replication.factor", replication,
                "transaction.state.log.replication.factor", replication,
                "transaction.state.log.min.isr", inSync,
                "share.coordinator.state.topic.replication.factor", replication,
                "share.coordinator.state.topic.min.isr", inSync));
        return own;
    }

    private static String withoutComma(Path logs) {
        if (logs.toString().contains(",")) {
            throw new StartFailure(
                    "Kafka cannot keep its log in %s, as a comma ends the name of a folder there: move the checkout"
                            .formatted(logs));
        }
        return logs.toString();
    }

    private Path logs() {
        return folder.data(name()).resolve("log");
    }
}
