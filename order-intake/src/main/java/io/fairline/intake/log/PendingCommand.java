package io.fairline.intake.log;

import io.fairline.intake.admission.Command;
import io.fairline.intake.admission.Requester;
import java.util.concurrent.CompletableFuture;

/**
 * A command on its way to the log.
 *
 * @param acceptedNanos {@link System#nanoTime} when it was taken in
 * @param outcome completed once, with what became of it
 */
record PendingCommand(
        Requester requester, Command command, long acceptedNanos, CompletableFuture<PublishResult> outcome) {

    PendingCommand(Requester requester, Command command) {
        this(requester, command, System.nanoTime(), new CompletableFuture<>());
    }
}
