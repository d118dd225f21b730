package io.fairline.projection.domain;

/**
 * How far a batch takes one partition.
 *
 * @param expectedOffset next offset of the events as the store must still have it, or somebody else applied them
 * @param nextOffset next offset of the events after the batch
 * @param appliedCommand highest offset, in the same partition of the commands, up to which the batch proves all applied
 */
public record Advance(int partition, long expectedOffset, long nextOffset, long appliedCommand) {}
