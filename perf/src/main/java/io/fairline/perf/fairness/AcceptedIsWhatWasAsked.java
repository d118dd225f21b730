package io.fairline.perf.fairness;

import io.fairline.perf.fairness.Answer.Accepted;
import org.jspecify.annotations.Nullable;

/** C2: where a 202 says, there lies the order it names, as its client asked for it: deal, shopper and quantity. */
final class AcceptedIsWhatWasAsked implements Check {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        for (Call call : evidence.history().calls()) {
            if (call.answer() instanceof Accepted accepted) {
                Command command = evidence.commandAt().get(accepted.position());
                if (!isAsked(call, accepted, command)) {
                    findings.report(
                            "%s asked for %d of deal %d and was told that this is order %s at %s; there lies %s",
                            call.shopper(),
                            call.quantity(),
                            call.dealId(),
                            accepted.orderId(),
                            accepted.position(),
                            command);
                }
            }
        }
    }

    /** A retry has a record of its own in the line, also where the order is decided by the first one. */
    private static boolean isAsked(Call call, Accepted accepted, @Nullable Command command) {
        return command != null
                && command.dealId() == call.dealId()
                && command.actor().equals(call.shopper())
                && command.request() instanceof Request.PlaceOrder order
                && order.orderId().equals(accepted.orderId())
                && order.quantity() == call.quantity();
    }
}
