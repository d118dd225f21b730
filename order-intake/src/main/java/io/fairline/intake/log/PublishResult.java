package io.fairline.intake.log;

/** What became of a command. */
public sealed interface PublishResult {

    /** The log has acknowledged it: it stands in line for good. */
    record Written(Position position) implements PublishResult {}

    /** It is not in the log and never will be. */
    enum NotWritten implements PublishResult {
        /** As many commands as are allowed wait for their ack. */
        OVERLOADED,
        /** The log cannot be reached or does not take records. */
        LOG_UNAVAILABLE
    }

    /** It was sent and no ack came: it may or may not be in the log. */
    record OutcomeUnknown() implements PublishResult {}
}
