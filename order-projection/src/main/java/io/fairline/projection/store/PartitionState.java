package io.fairline.projection.store;

/**
 * How far a partition has been applied.
 *
 * @param nextOffset offset of the first event that has not been
 * @param appliedCommand highest offset in the commands' partition whose events have been, -1 for none
 */
public record PartitionState(int partition, long nextOffset, long appliedCommand) {}
