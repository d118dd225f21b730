package io.fairline.intake.web;

import io.fairline.intake.admission.Verdict;
import io.fairline.intake.log.Position;

/** What became of a request. */
sealed interface Outcome {

    /** It stands in line. */
    record Accepted(Position position) implements Outcome {}

    /** Nothing was written: it would have been rejected. */
    record Refused(Verdict.Refused verdict) implements Outcome {}

    /** Nothing was written, or not now; the client may try again. */
    enum Failed implements Outcome {
        KEY_REUSED,
        OVERLOADED,
        LOG_UNAVAILABLE,
        OUTCOME_UNKNOWN
    }
}
