package io.fairline.processor.topology;

import io.fairline.schemas.TopicNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Whether the topics are what this service was started for the first time with.
 *
 * <p>The partition count is for life: with another one a deal's next order would stand in another line than the orders
 * before it. The changelogs, made at the first start, remember it.
 */
public final class TopicsCheck {

    private static final String APPEND_TIME = "LogAppendTime";

    private TopicsCheck() {}

    /**
     * The partition count of the lines.
     *
     * @throws RefusesToRun when a topic is missing or not what it was
     * @throws ExecutionException when the brokers do not answer
     */
    public static int partitionCount(Admin admin, TopicNames topics, StreamsSettings settings)
            throws ExecutionException, InterruptedException {
        List<String> lines = List.of(topics.commands(), topics.events(), topics.deals());
        Set<String> existing = admin.listTopics().names().get();
        refuseMissing(lines, topics.deadLetters(), existing);
        List<String> compared = new ArrayList<>(lines);
        StockTopology.STORES.stream()
                .map(settings::changelogOf)
                .filter(existing::contains)
                .forEach(compared::add);
        Map<String, Integer> counts = countsOf(admin, compared);
        if (new HashSet<>(counts.values()).size() > 1) {
            throw new RefusesToRun(
                    ("partition counts differ: %s. The count is for life, as another one would send a deal's next order to"
                                    + " another line: give every topic its first count back")
                            .formatted(describe(counts)));
        }
        refuseOtherClocks(admin, topics.commands());
        return counts.values().iterator().next();
    }

    private static void refuseMissing(List<String> lines, String deadLetters, Set<String> existing) {
        List<String> missing = new ArrayList<>(lines);
        missing.add(deadLetters);
        missing.removeAll(existing);
        if (!missing.isEmpty()) {
            throw new RefusesToRun("missing topics: %s. Create them as infra/kafka/topics.yaml says, then start again"
                    .formatted(String.join(", ", missing)));
        }
    }

    private static void refuseOtherClocks(Admin admin, String commands)
            throws ExecutionException, InterruptedException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, commands);
        Map<ConfigResource, Config> configs =
                admin.describeConfigs(List.of(topic)).all().get();
        Config config = Objects.requireNonNull(configs.get(topic), "asked for");
        String clock = config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).value();
        if (!clock.equals(APPEND_TIME)) {
            throw new RefusesToRun(
                    "%s has %s=%s: set it to %s, as the broker's clock is the only one that decisions know"
                            .formatted(commands, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, clock, APPEND_TIME));
        }
    }

    private static Map<String, Integer> countsOf(Admin admin, List<String> topics)
            throws ExecutionException, InterruptedException {
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, TopicDescription> descriptions =
                admin.describeTopics(topics).allTopicNames().get();
        descriptions.forEach((topic, description) ->
                counts.put(topic, description.partitions().size()));
        return counts;
    }

    private static String describe(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " has " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
