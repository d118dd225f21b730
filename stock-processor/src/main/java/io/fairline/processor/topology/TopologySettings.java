package io.fairline.processor.topology;

import io.fairline.processor.wire.RegistryPatience;
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
 * @param commitInterval how often Kafka Streams commits by itself
 * @param minCommitInterval from one commit to the next where little is decided
 * @param registryPatience how long a record waits for the registry
 */
public record TopologySettings(
        TopicNames topics,
        int partitionCount,
        int expiriesPerCommand,
        Duration leastTickDelay,
        Duration tickRetry,
        int ticksAtOnce,
        Duration commitInterval,
        Duration minCommitInterval,
        RegistryPatience registryPatience) {

    private static final int EXPIRIES_PER_COMMAND = 500;
    private static final Duration LEAST_TICK_DELAY = Duration.ofMillis(100);
    private static final Duration TICK_RETRY = Duration.ofSeconds(2);
    private static final int TICKS_AT_ONCE = 64;
    // At 1,000 decisions a second a commit every 42 ms, from 1,875 on only what the interval brings.
    private static final Duration COMMIT_DELAY_PER_DECISION = Duration.ofNanos(400_000);
    private static final int MAX_PARTITIONS_TO_COMMIT_SOON = 4;

    /** What suits production. */
    public static TopologySettings of(
            TopicNames topics,
            int partitionCount,
            Duration commitInterval,
            Duration minCommitInterval,
            RegistryPatience registryPatience) {
        return new TopologySettings(
                topics,
                partitionCount,
                EXPIRIES_PER_COMMAND,
                LEAST_TICK_DELAY,
                TICK_RETRY,
                TICKS_AT_ONCE,
                commitInterval,
                minCommitInterval,
                registryPatience);
    }

    CommitPace newCommitPace() {
        return new CommitPace(
                commitInterval, minCommitInterval, COMMIT_DELAY_PER_DECISION, MAX_PARTITIONS_TO_COMMIT_SOON);
    }
}
