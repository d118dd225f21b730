package io.fairline.processor.topology;

import io.fairline.schemas.TopicNames;
import java.time.Duration;

/**
 * What the topology has to be told.
 *
 * @param topics the topics' names
 * @param partitionCount partitions of each of them but the dead letters'; for life
 * @param expiriesPerCommand most holds that one command ends, which bounds what it costs
 * @param tickEvery how often the wall clock is compared with the deadlines of quiet deals
 * @param tickRetry after which an unanswered tick is sent again
 * @param ticksAtOnce most deals of a partition that are asked about at once
 * @param registryPatience how long a record waits for the registry
 */
public record TopologySettings(
        TopicNames topics,
        int partitionCount,
        int expiriesPerCommand,
        Duration tickEvery,
        Duration tickRetry,
        int ticksAtOnce,
        RegistryPatience registryPatience) {

    /** What suits production. */
    public static TopologySettings of(TopicNames topics, int partitionCount, RegistryPatience registryPatience) {
        return new TopologySettings(
                topics, partitionCount, 500, Duration.ofMillis(100), Duration.ofSeconds(2), 64, registryPatience);
    }
}
