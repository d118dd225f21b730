package io.fairline.processor.topology;

import io.fairline.processor.RefusesToRun;
import io.fairline.schemas.TopicNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
     * What the lines are like.
     *
     * @throws RefusesToRun when a topic is missing, not what it was, or kept less safely than the commands
     * @throws ExecutionException when the brokers do not answer
     */
    public static TopicLayout layout(Admin admin, TopicNames topics, StreamsSettings settings)
            throws ExecutionException, InterruptedException {
        List<String> names = List.of(topics.commands(), topics.events(), topics.deals());
        Set<String> existing = admin.listTopics().names().get();
        refuseMissing(names, topics.deadLetters(), existing);
        List<String> changelogs =
                StockTopology.STORES.stream().map(settings::changelogOf).toList();
        if (!existing.containsAll(changelogs)) {
            refuseToForget(admin, settings.applicationId(), changelogs);
        }
        Map<String, Topic> found = describe(
                admin,
                Stream.concat(names.stream(), changelogs.stream())
                        .filter(existing::contains)
                        .toList());
        refuseOtherCounts(found);
        Topic commands = Objects.requireNonNull(found.get(topics.commands()), "asked for");
        refuseOtherClocks(commands);
        refuseLessSafe(commands, found.values());
        return new TopicLayout(commands.partitionCount(), commands.replicas(), commands.minInSync());
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

    private static void refuseOtherCounts(Map<String, Topic> found) {
        if (found.values().stream().map(Topic::partitionCount).distinct().count() > 1) {
            throw new RefusesToRun(
                    ("partition counts differ: %s. The count is for life, as another one would send a deal's next order to"
                                    + " another line. Kafka takes no partition back: a topic that has too many has to be made anew")
                            .formatted(found.values().stream()
                                    .map(topic -> topic.name() + " has " + topic.partitionCount())
                                    .collect(Collectors.joining(", "))));
        }
    }

    private static void refuseOtherClocks(Topic commands) {
        if (!commands.clock().equals(APPEND_TIME)) {
            throw new RefusesToRun(
                    "%s has %s=%s: set it to %s, as the broker's clock is the only one that decisions know"
                            .formatted(
                                    commands.name(),
                                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                                    commands.clock(),
                                    APPEND_TIME));
        }
    }

    /** Kafka Streams would make them anew: whoever ordered before could order again, and stock would be as at the beginning. */
    private static void refuseToForget(Admin admin, String group, List<String> changelogs)
            throws ExecutionException, InterruptedException {
        // The group reads the commands and nothing else.
        boolean hasDecided =
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values().stream()
                        .anyMatch(position -> position != null && position.offset() > 0);
        // Asked only now: another processor may have started for the first time meanwhile, made them and decided.
        List<String> lost = new ArrayList<>(changelogs);
        lost.removeAll(admin.listTopics().names().get());
        if (hasDecided && !lost.isEmpty()) {
            throw new RefusesToRun(
                    "%s is missing, and with it what %s has decided. Restore it; to begin anew would sell every unit again"
                            .formatted(String.join(", ", lost), group));
        }
    }

    /** Decisions are to outlive the commands: a retry of one that is known is not answered again. */
    private static void refuseLessSafe(Topic commands, Collection<Topic> decisions) {
        String less = decisions.stream()
                .filter(topic -> topic.replicas() < commands.replicas() || topic.minInSync() < commands.minInSync())
                .map(Topic::safety)
                .collect(Collectors.joining(", "));
        if (!less.isEmpty()) {
            throw new RefusesToRun(
                    ("%s, but %s: give them as much with kafka-reassign-partitions and kafka-configs, as a decision that is"
                                    + " lost sooner than its order would be made again, or never be seen")
                            .formatted(commands.safety(), less));
        }
        String forgetful = decisions.stream()
                .filter(topic -> topic.unclean() && !commands.unclean())
                .map(Topic::name)
                .collect(Collectors.joining(", "));
        if (!forgetful.isEmpty()) {
            throw new RefusesToRun(
                    ("%s=true, other than for %s: %s. Set it to false with kafka-configs, as decisions that a new leader has"
                                    + " missed would be made again, or never be seen")
                            .formatted(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, commands.name(), forgetful));
        }
    }

    private static Map<String, Topic> describe(Admin admin, List<String> names)
            throws ExecutionException, InterruptedException {
        Map<String, TopicDescription> descriptions =
                admin.describeTopics(names).allTopicNames().get();
        Map<ConfigResource, Config> configs = admin.describeConfigs(
                        names.stream().map(TopicsCheck::resource).toList())
                .all()
                .get();
        Map<String, Topic> found = new TreeMap<>();
        descriptions.forEach((name, description) -> found.put(
                name, Topic.of(description, Objects.requireNonNull(configs.get(resource(name)), "asked for"))));
        return found;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    /**
     * A topic as it is.
     *
     * @param replicas of the partition that has the fewest
     * @param unclean whether a replica that has missed records may become leader
     * @param clock whose time its records have
     */
    private record Topic(String name, int partitionCount, int replicas, int minInSync, boolean unclean, String clock) {

        static Topic of(TopicDescription description, Config config) {
            return new Topic(
                    description.name(),
                    description.partitions().size(),
                    description.partitions().stream()
                            .mapToInt(partition -> partition.replicas().size())
                            .min()
                            .orElseThrow(),
                    Integer.parseInt(
                            config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).value()),
                    Boolean.parseBoolean(config.get(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG)
                            .value()),
                    config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).value());
        }

        String safety() {
            return "%s has replication %d and %s=%d"
                    .formatted(name, replicas, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, minInSync);
        }
    }
}
