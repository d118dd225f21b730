package io.fairline.perf.fairness;

import static io.fairline.perf.fairness.Edits.acting;
import static io.fairline.perf.fairness.Edits.cancelledFor;
import static io.fairline.perf.fairness.Edits.drop;
import static io.fairline.perf.fairness.Edits.edit;
import static io.fairline.perf.fairness.Edits.is;
import static io.fairline.perf.fairness.LineEdits.repeatAtTheEnd;

import io.fairline.perf.fairness.Outcome.CommandRefused;
import io.fairline.perf.fairness.Outcome.OrderCancelled;
import io.fairline.perf.fairness.Outcome.OrderConfirmed;
import io.fairline.perf.fairness.Outcome.OrderRejected;
import io.fairline.perf.fairness.Outcome.OrderReserved;
import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.events.CancellationReason;
import io.fairline.schemas.events.RefusalReason;
import java.util.Objects;
import java.util.function.Consumer;

/** C5: an order or a deal lives a life that it must not. */
@SuppressWarnings("ImmutableEnumChecker") // the edits are functions without state
enum LifeFault implements PlantedFault {
    A_REFUSED_CONFIRMATION_COUNTS(
            OnlyLegalTransitions.class,
            run -> edit(run.events(), Edits::refusesConfirmation, event -> {
                CommandRefused refused = (CommandRefused) event.outcome();
                return Draft.deciding(event, new OrderConfirmed(Objects.requireNonNull(refused.orderId()), 1));
            })),
    A_SHOPPER_TAKES_BACK_A_SALE(
            OnlyLegalTransitions.class,
            run -> edit(
                    run.events(),
                    event -> event.outcome() instanceof OrderCancelled gone && gone.wasSold(),
                    event -> cancelledFor(event, CancellationReason.BY_SHOPPER))),
    MORE_UNITS_COME_BACK_THAN_WENT(
            OnlyLegalTransitions.class,
            run -> edit(run.events(), is(OrderCancelled.class), event -> {
                OrderCancelled gone = (OrderCancelled) event.outcome();
                return Draft.deciding(
                        event, new OrderCancelled(gone.orderId(), gone.quantity() + 1, gone.reason(), gone.wasSold()));
            })),
    A_DEAL_OPENS_TWICE(OnlyLegalTransitions.class, run -> repeatAtTheEnd(run, is(Outcome.DealOpened.class))),

    EVERY_CONFIRMATION_IS_REFUSED(RefusedForTheStatedReason.class, RefusalEdits::refuseEveryConfirmation),
    A_STRANGERS_CONFIRMATION_SUCCEEDS(
            RefusedForTheStatedReason.class,
            run -> RefusalEdits.actInstead(
                    run, is(OrderConfirmed.class), command -> acting(command, "mallory", Authority.SHOPPER))),
    THE_PAYMENT_SERVICE_CANCELS(
            RefusedForTheStatedReason.class,
            run -> RefusalEdits.actInstead(
                    run,
                    RefusalEdits.cancelledAs(CancellationReason.BY_SHOP),
                    command -> acting(command, "payments", Authority.PAYMENTS))),
    A_REFUSAL_NAMES_ANOTHER_REASON(
            RefusedForTheStatedReason.class,
            run -> RefusalEdits.excuse(run, RefusalReason.ALREADY_CANCELLED, RefusalReason.HOLD_EXPIRED)),
    AN_OWNER_IS_TREATED_AS_A_STRANGER(
            RefusedForTheStatedReason.class,
            run -> RefusalEdits.excuse(run, RefusalReason.ALREADY_CONFIRMED, RefusalReason.UNKNOWN_ORDER)),
    A_REFUSAL_OF_THE_DEAL_NAMES_ANOTHER_REASON(
            RefusedForTheStatedReason.class,
            run -> RefusalEdits.excuse(run, RefusalReason.STOCK_OUT_OF_BOUNDS, RefusalReason.DEAL_CLOSED)),

    A_HOLD_IS_LONGER_THAN_THE_DEALS(
            HoldsLastUntilTheirDeadline.class,
            run -> edit(run.events(), is(OrderReserved.class), event -> {
                OrderReserved won = (OrderReserved) event.outcome();
                return Draft.deciding(
                        event,
                        new OrderReserved(
                                won.orderId(),
                                won.shopper(),
                                won.quantity(),
                                won.placeInLine(),
                                won.holdUntilMillis() + 1));
            })),
    A_HOLD_ENDS_EARLY(
            HoldsLastUntilTheirDeadline.class,
            run -> edit(
                    run.events(),
                    event -> event.outcome() instanceof OrderCancelled gone
                            && gone.reason() == CancellationReason.BY_SHOPPER,
                    event -> cancelledFor(event, CancellationReason.HOLD_EXPIRED))),
    A_CONFIRMATION_COMES_TOO_LATE(
            HoldsLastUntilTheirDeadline.class,
            run -> edit(
                    run.events(),
                    is(OrderConfirmed.class),
                    event -> Draft.decidedAt(event, event.decidedAtMillis() + 60_000))),

    AN_EXPIRY_IS_LOST(DueHoldsEndFirst.class, run -> drop(run.events(), Event::isExpiry)),
    AN_EXPIRY_COMES_AFTER_ITS_COMMAND(DueHoldsEndFirst.class, Edits::answerBeforeTheExpiry),

    A_NUMBER_IS_LEFT_OUT(SequenceHasNoGaps.class, run -> drop(run.events(), is(CommandRefused.class))),
    A_NUMBER_IS_USED_TWICE(
            SequenceHasNoGaps.class,
            run -> edit(run.events(), is(OrderRejected.class), event -> Draft.numbered(event, event.sequence() - 1)));

    private final Class<? extends Check> check;
    private final Consumer<History> plant;

    LifeFault(Class<? extends Check> check, Consumer<History> plant) {
        this.check = check;
        this.plant = plant;
    }

    @Override
    public Class<? extends Check> check() {
        return check;
    }

    @Override
    public Consumer<History> plant() {
        return plant;
    }
}
