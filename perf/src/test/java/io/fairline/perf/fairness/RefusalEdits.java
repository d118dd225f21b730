package io.fairline.perf.fairness;

import io.fairline.perf.fairness.Outcome.CommandRefused;
import io.fairline.perf.fairness.Outcome.OrderCancelled;
import io.fairline.perf.fairness.Outcome.OrderConfirmed;
import io.fairline.schemas.events.CancellationReason;
import io.fairline.schemas.events.RefusalReason;
import io.fairline.schemas.events.RefusedCommand;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The edits of who may do what, and of what they are told otherwise. */
final class RefusalEdits {

    private RefusalEdits() {}

    /** The shop sells nothing, and says that everybody came too late. */
    static void refuseEveryConfirmation(History run) {
        Evidence evidence = Evidence.of(run);
        run.events().replaceAll(event -> {
            if (!(event.outcome() instanceof OrderConfirmed sold)) {
                return event;
            }
            Command cause = Objects.requireNonNull(evidence.commandAt().get(event.cause()));
            return Draft.deciding(
                    event,
                    new CommandRefused(
                            RefusedCommand.CONFIRM_ORDER, sold.orderId(), cause.actor(), RefusalReason.HOLD_EXPIRED));
        });
    }

    /** Another than the one who asked gets the same answer. */
    static void actInstead(History run, Predicate<Event> answer, UnaryOperator<Command> change) {
        Event done = run.events().get(Draft.indexOf(run.events(), answer));
        Edits.edit(run.commands(), command -> command.at().equals(done.cause()), change);
    }

    static Predicate<Event> cancelledAs(CancellationReason reason) {
        return event -> event.outcome() instanceof OrderCancelled gone && gone.reason() == reason;
    }

    /** One that was refused for a reason is said to have been for another. */
    static void excuse(History run, RefusalReason of, RefusalReason otherwise) {
        Edits.edit(
                run.events(),
                event -> event.outcome() instanceof CommandRefused refused && refused.reason() == of,
                event -> {
                    CommandRefused refused = (CommandRefused) event.outcome();
                    return Draft.deciding(
                            event,
                            new CommandRefused(refused.command(), refused.orderId(), refused.requestedBy(), otherwise));
                });
    }
}
