package io.fairline.processor.topology;

/**
 * What the topics of the lines are like, and so what the changelogs have to be like: a decision that is lost sooner than
 * its order would be made again.
 *
 * @param partitionCount for life
 * @param replicas of every partition of the commands
 * @param minInSync how many of them have to have a record before it is acknowledged
 */
public record TopicLayout(int partitionCount, int replicas, int minInSync) {}
