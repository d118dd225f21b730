package io.fairline.intake.admission;

import io.fairline.intake.admission.Command.AdjustStock;
import io.fairline.intake.admission.Command.CancelOrder;
import io.fairline.intake.admission.Command.CloseDeal;
import io.fairline.intake.admission.Command.ConfirmOrder;
import io.fairline.intake.admission.Command.OpenDeal;
import io.fairline.intake.admission.Command.PlaceOrder;
import io.fairline.intake.admission.Verdict.Admitted;
import io.fairline.intake.admission.Verdict.Closed;
import io.fairline.intake.admission.Verdict.DealExists;
import io.fairline.intake.admission.Verdict.NotOpenYet;
import io.fairline.intake.admission.Verdict.OverMaximum;
import io.fairline.intake.admission.Verdict.SoldOut;
import io.fairline.intake.admission.Verdict.UnknownDeal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out of the log what is bound to be rejected. The processor decides everything again in log order, so a stale
 * answer here can turn an order away a moment late or early, but never sells a unit.
 */
public final class Admission {

    private static final Verdict ADMITTED = new Admitted();

    private Admission() {}

    /**
     * Whether the command may be put in line.
     *
     * @param terms of the command's deal; null when no such deal is known
     * @param soldOutGate whether orders for a sold-out deal are turned away here, or left to the log
     */
    public static Verdict decide(Command command, @Nullable DealTerms terms, Instant now, boolean soldOutGate) {
        return switch (command) {
            case PlaceOrder order -> terms == null ? new UnknownDeal() : order(order, terms, now, soldOutGate);
            // Holds outlive the sale, so orders of a closed deal are still confirmed and cancelled.
            case ConfirmOrder _, CancelOrder _ -> terms == null ? new UnknownDeal() : ADMITTED;
            case OpenDeal _ -> terms == null ? ADMITTED : new DealExists();
            case AdjustStock _, CloseDeal _ -> terms == null ? new UnknownDeal() : unlessClosed(terms);
        };
    }

    private static Verdict order(PlaceOrder order, DealTerms terms, Instant now, boolean soldOutGate) {
        if (order.quantity() > terms.maxQuantityPerOrder()) {
            return new OverMaximum(terms.maxQuantityPerOrder());
        }
        if (terms.closed()) {
            // Also before it opens: nobody shall wait for that.
            return new Closed();
        }
        Instant opensAt = terms.opensAt();
        if (opensAt != null && now.isBefore(opensAt)) {
            return new NotOpenYet(opensAt);
        }
        return terms.soldOut() && soldOutGate ? new SoldOut() : ADMITTED;
    }

    private static Verdict unlessClosed(DealTerms terms) {
        return terms.closed() ? new Closed() : ADMITTED;
    }
}
