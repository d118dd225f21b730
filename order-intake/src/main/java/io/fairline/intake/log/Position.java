package io.fairline.intake.log;

/** Where a command stands in order-commands. */
public record Position(int partition, long offset) {

    /** {@code "3-1234"}: the form in which clients hand it to the projection. */
    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
