package io.fairline.intake.submission;

import io.fairline.intake.admission.Admission;
import io.fairline.intake.admission.Command;
import io.fairline.intake.admission.Fingerprint;
import io.fairline.intake.admission.Requester;
import io.fairline.intake.admission.Verdict;
import io.fairline.intake.admission.Verdict.Admitted;
import io.fairline.intake.admission.Verdict.DealExists;
import io.fairline.intake.admission.Verdict.NotNow;
import io.fairline.intake.admission.Verdict.OverMaximum;
import io.fairline.intake.admission.Verdict.UnknownDeal;
import io.fairline.intake.idempotency.IdempotencyStore;
import io.fairline.intake.log.CommandLog;
import io.fairline.intake.log.KnownDeals;
import io.fairline.intake.log.PublishResult.NotWritten;
import io.fairline.intake.log.PublishResult.OutcomeUnknown;
import io.fairline.intake.log.PublishResult.Written;
import io.fairline.intake.submission.SubmissionOutcome.Accepted;
import io.fairline.intake.submission.SubmissionOutcome.Failed;
import io.fairline.intake.submission.SubmissionOutcome.Refused;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Submits a command: admission, then its Idempotency-Key, then the log. Once begun it is finished, whether or not the client
 * waits.
 */
public final class CommandSubmission {

    private final KnownDeals deals;
    private final IdempotencyStore keys;
    private final CommandLog commandLog;
    private final Clock clock;
    private final boolean soldOutGate;

    /** @param soldOutGate whether orders are refused while no unit is free */
    public CommandSubmission(
            KnownDeals deals, IdempotencyStore keys, CommandLog commandLog, Clock clock, boolean soldOutGate) {
        this.deals = deals;
        this.keys = keys;
        this.commandLog = commandLog;
        this.clock = clock;
        this.soldOutGate = soldOutGate;
    }

    /** Completes once the log has answered, or somebody before it. */
    public CompletionStage<SubmissionOutcome> submit(Requester requester, Command command) {
        return submit(requester, command, null);
    }

    /** The same of a command that may come with an Idempotency-Key. */
    public CompletionStage<SubmissionOutcome> submit(
            Requester requester, Command.Repeatable command, @Nullable String idempotencyKey) {
        KeyUse use = idempotencyKey == null
                ? null
                : new KeyUse(requester.subject(), idempotencyKey, Fingerprint.of(command));
        return submit(requester, command, use);
    }

    private CompletionStage<SubmissionOutcome> submit(Requester requester, Command command, @Nullable KeyUse use) {
        if (!deals.isComplete()) {
            // Nobody can say yet which deals there are, or whether the lines are still the same.
            return done(Failed.LOG_UNAVAILABLE);
        }
        Verdict verdict = Admission.decide(command, deals.find(command.dealId()), clock.instant(), soldOutGate);
        return switch (verdict) {
            case Admitted _ -> use == null ? publish(requester, command) : remember(requester, command, use);
            case NotNow late -> use == null ? done(new Refused(late)) : passRetry(requester, command, use, late);
            case UnknownDeal unknown -> done(new Refused(unknown));
            case DealExists exists -> done(new Refused(exists));
            case OverMaximum over -> done(new Refused(over));
        };
    }

    private CompletionStage<SubmissionOutcome> remember(Requester requester, Command command, KeyUse use) {
        return keys.remember(use.subject(), use.key(), use.fingerprint()).thenCompose(status -> switch (status) {
            case OTHER_REQUEST -> done(Failed.KEY_REUSED);
            case NEW, SAME_REQUEST, UNAVAILABLE -> publish(requester, command);
        });
    }

    /** Only what was admitted is remembered, so a remembered request is a retry and may well have won. */
    private CompletionStage<SubmissionOutcome> passRetry(
            Requester requester, Command command, KeyUse use, NotNow verdict) {
        return keys.recall(use.subject(), use.key(), use.fingerprint()).thenCompose(status -> switch (status) {
            case SAME_REQUEST -> publish(requester, command);
            case OTHER_REQUEST -> done(Failed.KEY_REUSED);
            case NEW, UNAVAILABLE -> done(new Refused(verdict));
        });
    }

    private CompletionStage<SubmissionOutcome> publish(Requester requester, Command command) {
        return commandLog.publish(requester, command).thenApply(result -> switch (result) {
            case Written written -> new Accepted(written.position());
            case NotWritten.OVERLOADED -> Failed.OVERLOADED;
            case NotWritten.LOG_UNAVAILABLE -> Failed.LOG_UNAVAILABLE;
            case OutcomeUnknown _ -> Failed.OUTCOME_UNKNOWN;
        });
    }

    private static CompletionStage<SubmissionOutcome> done(SubmissionOutcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }

    /** @param subject whose key it is: two shoppers may well choose the same */
    private record KeyUse(String subject, String key, long fingerprint) {}
}
