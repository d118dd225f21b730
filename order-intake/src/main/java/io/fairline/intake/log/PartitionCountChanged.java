package io.fairline.intake.log;

/** The partition count is for life: under another one a deal's next order would stand in another line. */
final class PartitionCountChanged extends RuntimeException {

    private static final String WHAT_TO_DO =
            "Deals would change lines. Restore the topics with their first partition count, or move to new topics.";

    PartitionCountChanged(String what, int expected, int actual) {
        super("%s has %d partitions, but %d were expected. %s".formatted(what, actual, expected, WHAT_TO_DO));
    }
}
