package io.fairline.projection.domain;

/**
 * How far a batch takes one partition.
 *
 * @param expectedOffset next offset of the events as the store must still have it, or somebody else applied them
 * @param nextOffset next offset of the events after the batch
 * @param appliedCommand highest offset, in the same partition of the commands, up to which the batch proves all applied;
 *     -1 where it proves nothing
 */
public record Advance(int partition, long expectedOffset, long nextOffset, long appliedCommand) {

    private static final long NONE = -1;

    /** An advance by nothing. */
    public static Advance none(int partition, long expectedOffset) {
        return new Advance(partition, expectedOffset, expectedOffset, NONE);
    }

    /** Extended to that offset, past records that are no events, such as the markers of transactions. */
    public Advance upTo(long offset) {
        return offset > nextOffset ? new Advance(partition, expectedOffset, offset, appliedCommand) : this;
    }
}
