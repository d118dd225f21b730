package io.fairline.intake.admission;

import java.time.Instant;

/** Whether a command may be put in line. */
public sealed interface Verdict {

    /** It may. */
    record Admitted() implements Verdict {}

    /** It may not: nothing is written. */
    sealed interface Refused extends Verdict {}

    record UnknownDeal() implements Refused {}

    record DealExists() implements Refused {}

    /** The maximum is for life, so a retry of this will never do. */
    record OverMaximum(int maximum) implements Refused {}

    /**
     * The deal takes no such command at present. It may have taken one before: a retry of a command that was admitted
     * then must not be told that it came too late, so it passes.
     */
    sealed interface NotNow extends Refused {}

    record NotOpenYet(Instant opensAt) implements NotNow {}

    record Closed() implements NotNow {}

    record SoldOut() implements NotNow {}
}
