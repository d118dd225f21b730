package io.fairline.local;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Kafka in KRaft mode: one node or three, each a process. */
public final class KafkaCluster implements LocalServer {

    private static final Duration WHOLE_LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final List<KafkaBroker.Node> nodes;
    private final List<KafkaBroker> brokers;

    public KafkaCluster(List<KafkaBroker.Node> nodes, Checkout checkout, ServerFolder folder) {
        this.nodes = List.copyOf(nodes);
        this.brokers = nodes.stream()
                .map(node -> new KafkaBroker(node, nodes, checkout, folder))
                .toList();
    }

    /** Host and port of every node, with commas. */
    public String bootstrapServers() {
        return nodes.stream().map(KafkaBroker.Node::address).collect(Collectors.joining(","));
    }

    /** The nodes, in the order of their ids. */
    public List<KafkaBroker> brokers() {
        return brokers;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public void start() {
        InParallel.untilOneFails(brokers, KafkaBroker::start);
        awaitWhole();
    }

    /** All at once: the last node of a quorum would wait for the ones that are gone. */
    @Override
    public void stop() {
        InParallel.run(brokers, KafkaBroker::stop);
    }

    @Override
    public void kill() {
        InParallel.run(brokers, KafkaBroker::kill);
    }

    @Override
    public boolean isRunning() {
        return brokers.stream().allMatch(KafkaBroker::isRunning);
    }

    private void awaitWhole() {
        long deadline = System.nanoTime() + WHOLE_LIMIT.toNanos();
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) WHOLE_LIMIT.toMillis()))) {
            while (admin.describeCluster().nodes().get().size() < nodes.size()) {
                if (System.nanoTime() > deadline) {
                    throw new StartFailure("kafka has fewer than %d nodes after %d s: read the logs of the brokers"
                            .formatted(nodes.size(), WHOLE_LIMIT.toSeconds()));
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while kafka was starting", e);
        } catch (ExecutionException e) {
            throw new StartFailure("kafka does not answer: " + e.getCause(), e);
        }
    }
}
