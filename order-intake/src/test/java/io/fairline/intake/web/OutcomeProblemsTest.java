package io.fairline.intake.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.intake.admission.Verdict.DealExists;
import io.fairline.intake.submission.SubmissionOutcome.Failed;
import io.fairline.intake.submission.SubmissionOutcome.Refused;
import io.fairline.intake.web.OutcomeProblems.ProblemContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever does what the answer says does no harm. */
class OutcomeProblemsTest {

    private static final ProblemContext KEYED = new ProblemContext(Map.of("orderId", "an order's"), true);
    private static final ProblemContext KEYLESS = new ProblemContext(Map.of("orderId", "an order's"), false);

    @Test
    void unknownOutcomeIsForARetryOnlyWhereThatIsTheSameRequest() {
        Problem keyed = OutcomeProblems.problemOf(Failed.OUTCOME_UNKNOWN, KEYED);
        Problem keyless = OutcomeProblems.problemOf(Failed.OUTCOME_UNKNOWN, KEYLESS);

        assertThat(keyed.retryable()).isTrue();
        assertThat(keyed.detail()).contains("Send the same request again");
        assertThat(keyless.retryable()).isFalse();
        assertThat(keyless.detail()).contains("before sending another");
        assertThat(List.of(keyed, keyless))
                .allSatisfy(problem -> assertThat(problem.members()).containsEntry("orderId", "an order's"));
    }

    @Test
    void whatWasNotWrittenIsSentAgainWithOrWithoutKey() {
        assertThat(OutcomeProblems.problemOf(Failed.OVERLOADED, KEYLESS).retryable())
                .isTrue();
        assertThat(OutcomeProblems.problemOf(Failed.LOG_UNAVAILABLE, KEYLESS).retryable())
                .isTrue();
    }

    @Test
    void dealThatExistsMayBeTheOneThatIsBeingOpened() {
        ProblemContext deal = new ProblemContext(Map.of("dealId", 7), true);

        Problem exists = OutcomeProblems.problemOf(new Refused(new DealExists()), deal);

        assertThat(exists.detail()).contains("If this was a retry, GET /deals/{dealId}");
        assertThat(exists.retryable()).isFalse();
    }
}
