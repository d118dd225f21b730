package io.fairline.processor.wire;

/**
 * Where a command stands in the log.
 *
 * @param partition partition of order-commands
 * @param offset offset in it
 * @param appendedAtMillis epoch milliseconds at which the broker appended it: the time of its decision
 */
public record Cause(int partition, long offset, long appendedAtMillis) {}
