package io.fairline.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * {@code infra/kafka/topics.yaml}, the one source of the topics.
 *
 * @param replication of each topic where there are so many brokers, 1 where there are fewer
 * @param topics settings by name
 */
public record TopicsFile(int partitions, int replication, int minInSync, Map<String, Map<String, String>> topics) {

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
     * @throws StartFailure when a topic is there with another partition count, which is for life
     */
    public void applyTo(Admin admin, String prefix) {
        try {
            int brokers = admin.describeCluster().nodes().get().size();
            Set<String> present = admin.listTopics().names().get();
            List<NewTopic> missing = topics.keySet().stream()
                    .filter(name -> !present.contains(prefix + name))
                    .map(name -> newTopic(prefix, name, brokers))
                    .toList();
            admin.createTopics(missing).all().get();
            List<String> here = topics.keySet().stream()
                    .map(name -> prefix + name)
                    .filter(present::contains)
                    .toList();
            admin.describeTopics(here).allTopicNames().get().values().forEach(this::requireSameCount);
        } catch (ExecutionException e) {
            throw new StartFailure("cannot make the topics: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while making the topics", e);
        }
    }

    private NewTopic newTopic(String prefix, String name, int brokers) {
        boolean replicated = brokers >= replication;
        Map<String, String> settings = new TreeMap<>(topics.getOrDefault(name, Map.of()));
        settings.put("min.insync.replicas", String.valueOf(replicated ? minInSync : 1));
        return new NewTopic(prefix + name, partitions, (short) (replicated ? replication : 1)).configs(settings);
    }

    private void requireSameCount(TopicDescription topic) {
        int count = topic.partitions().size();
        if (count != partitions) {
            throw new StartFailure(
                    "topic %s has %d partitions and topics.yaml says %d: the count is for life, so put the old one back"
                            .formatted(topic.name(), count, partitions));
        }
    }
}
