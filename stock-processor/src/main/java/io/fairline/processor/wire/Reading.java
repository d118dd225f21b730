package io.fairline.processor.wire;

import io.fairline.processor.domain.Command;

/** What a record of the commands' topic turned out to be. */
public sealed interface Reading {

    /** A command for a deal. */
    record Understood(int dealId, Command command) implements Reading {}

    /** Bytes that are no command, now or on any later try; for the dead letters. */
    record Unreadable(String reason) implements Reading {}
}
