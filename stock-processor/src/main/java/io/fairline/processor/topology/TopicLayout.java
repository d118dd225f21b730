package io.fairline.processor.topology;

/**
 * Partitions and replicas of order-commands. Changelogs get the same: a decision that is lost where its command is not would
 * be made again.
 *
 * @param partitionCount for life
 * @param replicas of every partition of the commands
 * @param minInSync how many of them have to have a record before it is acknowledged
 */
public record TopicLayout(int partitionCount, int replicas, int minInSync) {}
