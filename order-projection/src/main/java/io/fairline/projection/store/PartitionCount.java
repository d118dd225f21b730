package io.fairline.projection.store;

/** How many partitions the topics have now, as the log's side found them. */
public record PartitionCount(int partitions) {}
