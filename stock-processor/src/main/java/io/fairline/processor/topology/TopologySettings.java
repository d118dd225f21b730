package io.fairline.processor.topology;

import io.fairline.schemas.TopicNames;
import java.time.Duration;

/**
 * What the topology has to be told.
 *
 * @param topics the topics' names
 * @param partitionCount partitions of each of them but the dead letters'; for life
 * @param expiriesPerCommand most holds that one command ends, which bounds what it costs
 * @param leastTickDelay before a partition's quiet deals are asked about, however long their holds are due
 * @param tickRetry after which an unanswered tick is sent again
 * @param ticksAtOnce most deals of a partition that are asked about at once
 * @param commitSoonest from one commit to the next where little is decided
 * @param registryPatience how long a record waits for the registry
 */
public record TopologySettings(
        TopicNames topics,
        int partitionCount,
        int expiriesPerCommand,
        Duration leastTickDelay,
        Duration tickRetry,
        int ticksAtOnce,
        Duration commitSoonest,
        RegistryPatience registryPatience) {

    // At 1,000 decisions a second a commit every 60 ms, from 1,250 on only what the interval brings.
    private static final Duration COMMIT_PUT_OFF_BY_EACH = Duration.ofNanos(600_000);
    private static final int MANY_PARTITIONS_TO_COMMIT = 4;

    /** What suits production. */
    public static TopologySettings of(
            TopicNames topics, int partitionCount, Duration commitSoonest, RegistryPatience registryPatience) {
        return new TopologySettings(
                topics,
                partitionCount,
                500,
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                64,
                commitSoonest,
                registryPatience);
    }

    CommitPace newCommitPace() {
        return new CommitPace(commitSoonest, COMMIT_PUT_OFF_BY_EACH, MANY_PARTITIONS_TO_COMMIT);
    }
}
