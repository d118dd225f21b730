package io.fairline.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * {@code infra/kafka/topics.yaml}, the one source of the topics.
 *
 * @param replication of each topic, but 1 where there is a single broker
 * @param topics settings by name
 */
public record TopicsFile(int partitions, int replication, int minInSync, Map<String, Map<String, String>> topics) {

    private static final Duration VISIBLE_LIMIT = Duration.ofSeconds(10);

    public static TopicsFile read(Path file) {
        try {
            return new YAMLMapper().readValue(Files.readString(file), TopicsFile.class);
        } catch (IOException | JacksonException e) {
            throw new StartFailure("cannot read the topics from %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /**
     * Makes the topics that are not there yet.
     *
     * @param prefix put before every name
     * @throws StartFailure when a topic is there with another partition count, which is for life, or with fewer replicas
     *     than it would get now
     */
    public void applyTo(Admin admin, String prefix) {
        try {
            int brokers = admin.describeCluster().nodes().get().size();
            List<NewTopic> wanted = topics.keySet().stream()
                    .map(name -> newTopic(prefix, name, brokers))
                    .toList();
            for (KafkaFuture<Void> made : admin.createTopics(wanted).values().values()) {
                awaitUnlessThere(made);
            }
            List<String> names = wanted.stream().map(NewTopic::name).toList();
            for (TopicDescription topic : awaitVisible(admin, names)) {
                requireSameCount(topic);
                requireReplicas(topic, brokers);
            }
        } catch (ExecutionException e) {
            throw new StartFailure("cannot make the topics: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while making the topics", e);
        }
    }

    private static void awaitUnlessThere(KafkaFuture<Void> made) throws ExecutionException, InterruptedException {
        try {
            made.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /** The controller has made the topics; the brokers hear of it a moment later. */
    private static Collection<TopicDescription> awaitVisible(Admin admin, List<String> names)
            throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + VISIBLE_LIMIT.toNanos();
        while (true) {
            try {
                return admin.describeTopics(names).allTopicNames().get().values();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    /** Never fewer replicas because a broker is away: a topic keeps what it was made with. */
    NewTopic newTopic(String prefix, String name, int brokers) {
        int replicas = replicasOn(brokers);
        Map<String, String> settings = new TreeMap<>(topics.getOrDefault(name, Map.of()));
        settings.put("min.insync.replicas", String.valueOf(Math.min(minInSync, replicas)));
        return new NewTopic(prefix + name, partitions, (short) replicas).configs(settings);
    }

    private void requireSameCount(TopicDescription topic) {
        int count = topic.partitions().size();
        if (count != partitions) {
            throw new StartFailure(
                    "topic %s has %d partitions and topics.yaml says %d: the count is for life, so put the old one back"
                            .formatted(topic.name(), count, partitions));
        }
    }

    void requireReplicas(TopicDescription topic, int brokers) {
        int wanted = replicasOn(brokers);
        int replicas = topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(wanted);
        if (replicas < wanted) {
            throw new StartFailure(
                    "topic %s has %d replicas and topics.yaml says %d: it was made while brokers were away, so reassign its partitions and set its min.insync.replicas to %d"
                            .formatted(topic.name(), replicas, wanted, minInSync));
        }
    }

    private int replicasOn(int brokers) {
        return brokers == 1 ? 1 : replication;
    }
}
