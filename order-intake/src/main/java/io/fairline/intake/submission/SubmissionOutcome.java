package io.fairline.intake.submission;

import io.fairline.intake.admission.Verdict;
import io.fairline.intake.log.Position;

/** What became of a request. */
public sealed interface SubmissionOutcome {

    /** It stands in line. */
    record Accepted(Position position) implements SubmissionOutcome {}

    /** Nothing was written: it would have been rejected. */
    record Refused(Verdict.Refused verdict) implements SubmissionOutcome {}

    /** It has no place in line that we know of. */
    enum Failed implements SubmissionOutcome {
        /** Nothing was written, nor will be: the key belongs to another request. */
        KEY_REUSED,
        /** Nothing was written; the same may do better a moment later. */
        OVERLOADED,
        /** As above. */
        LOG_UNAVAILABLE,
        /** It was sent, and may stand in line or not. */
        OUTCOME_UNKNOWN
    }
}
