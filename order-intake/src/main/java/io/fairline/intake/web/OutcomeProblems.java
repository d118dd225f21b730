package io.fairline.intake.web;

import io.fairline.intake.admission.Verdict;
import io.fairline.intake.admission.Verdict.Closed;
import io.fairline.intake.admission.Verdict.DealExists;
import io.fairline.intake.admission.Verdict.NotOpenYet;
import io.fairline.intake.admission.Verdict.OverMaximum;
import io.fairline.intake.admission.Verdict.SoldOut;
import io.fairline.intake.admission.Verdict.UnknownDeal;
import io.fairline.intake.submission.SubmissionOutcome;
import io.fairline.intake.submission.SubmissionOutcome.Failed;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the client is told when a command did not get into line. Pure. */
final class OutcomeProblems {

    private OutcomeProblems() {}

    static Problem problemOf(SubmissionOutcome.Refused refused, ProblemContext context) {
        Verdict.Refused verdict = refused.verdict();
        return switch (verdict) {
            case UnknownDeal _ ->
                new Problem(ProblemType.UNKNOWN_DEAL, "Choose one of GET /deals; a deal just opened takes a moment.");
            case DealExists _ ->
                new Problem(
                        ProblemType.DEAL_EXISTS,
                        "If this was a retry, GET /deals/{dealId} shows whether the deal is yours. If not, choose another"
                                + " dealId.");
            case OverMaximum over ->
                new Problem(
                        ProblemType.QUANTITY_OVER_MAXIMUM,
                        "Order at most %d.".formatted(over.maximum()),
                        Map.of("maxQuantityPerOrder", over.maximum()));
            case NotOpenYet early ->
                new Problem(
                        ProblemType.DEAL_NOT_OPEN,
                        "Order again from opensAt on.",
                        context.with("opensAt", early.opensAt().toString()));
            case Closed _ ->
                new Problem(ProblemType.DEAL_CLOSED, context.tooLate("The sale has ended."), context.extras());
            case SoldOut _ ->
                new Problem(
                        ProblemType.SOLD_OUT,
                        context.tooLate("No unit is free at present; one may be if a hold expires."),
                        context.extras());
        };
    }

    static Problem problemOf(Failed failed, ProblemContext context) {
        return switch (failed) {
            case KEY_REUSED ->
                new Problem(
                        ProblemType.IDEMPOTENCY_KEY_REUSED,
                        "Send the first request under this key again, or choose a new key.");
            case OVERLOADED ->
                new Problem(ProblemType.OVERLOADED, "Nothing was written. Send the same request again after a moment.");
            case LOG_UNAVAILABLE ->
                new Problem(
                        ProblemType.LOG_UNAVAILABLE,
                        "Nothing was written. Send the same request again after a moment.");
            case OUTCOME_UNKNOWN ->
                new Problem(
                        ProblemType.OUTCOME_UNKNOWN,
                        context.repeatable()
                                ? "Send the same request again: it will not be carried out twice."
                                : "It was sent without Idempotency-Key: look at what became of it before sending another.",
                        context.extras(),
                        context.repeatable());
        };
    }

    /**
     * What the request was about.
     *
     * @param extras its names, for the problem: {@code orderId} or {@code dealId}
     * @param repeatable whether sending it again is safe
     */
    record ProblemContext(Map<String, Object> extras, boolean repeatable) {

        Map<String, Object> with(String name, Object value) {
            Map<String, Object> all = new LinkedHashMap<>(extras);
            all.put(name, value);
            return all;
        }

        /** A client that lost our 202 retries, and must not read a refusal as the end of its first try. */
        String tooLate(String fact) {
            return extras.containsKey("orderId") && repeatable
                    ? fact + " If this was a retry, GET /orders/{orderId} tells what became of the first try."
                    : fact;
        }
    }
}
