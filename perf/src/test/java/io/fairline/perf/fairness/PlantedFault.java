package io.fairline.perf.fairness;

import static io.fairline.perf.fairness.Edits.answering;
import static io.fairline.perf.fairness.Edits.cancelledFor;
import static io.fairline.perf.fairness.Edits.decidesAccepted;
import static io.fairline.perf.fairness.Edits.decidesUnknown;
import static io.fairline.perf.fairness.Edits.drop;
import static io.fairline.perf.fairness.Edits.edit;
import static io.fairline.perf.fairness.Edits.editCached;
import static io.fairline.perf.fairness.Edits.excuse;
import static io.fairline.perf.fairness.Edits.is;
import static io.fairline.perf.fairness.Edits.rejected;
import static io.fairline.perf.fairness.Edits.rejectedAs;
import static io.fairline.perf.fairness.Edits.repeatAtTheEnd;
import static io.fairline.perf.fairness.Edits.row;
import static io.fairline.perf.fairness.Edits.seeAgain;

import io.fairline.perf.fairness.Answer.Accepted;
import io.fairline.perf.fairness.Answer.TurnedAway;
import io.fairline.perf.fairness.Outcome.CommandRefused;
import io.fairline.perf.fairness.Outcome.OrderCancelled;
import io.fairline.perf.fairness.Outcome.OrderConfirmed;
import io.fairline.perf.fairness.Outcome.OrderRejected;
import io.fairline.perf.fairness.Outcome.OrderReserved;
import io.fairline.schemas.events.CancellationReason;
import io.fairline.schemas.events.RejectionReason;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/** Ways in which a run can break the promise, each planted into a history by one edit, and the check to catch it. */
@SuppressWarnings("ImmutableEnumChecker") // the edits are functions without state
enum PlantedFault {
    AN_ORDER_OVERTAKES_ONE_ALREADY_ANSWERED(RealTimeOrderKept.class, Edits::swapTwoInTheLine),
    TWO_DECISIONS_ARE_SWAPPED(DecisionsFollowTheLine.class, Edits::swapTwoDecisions),
    A_PLACE_IS_GIVEN_TWICE(
            DecisionsFollowTheLine.class,
            run -> edit(run.events(), is(OrderReserved.class), event -> {
                OrderReserved won = (OrderReserved) event.outcome();
                return Draft.deciding(
                        event,
                        new OrderReserved(
                                won.orderId(),
                                won.shopper(),
                                won.quantity(),
                                won.placeInLine() - 1,
                                won.holdUntilMillis()));
            })),
    A_DECISION_IS_WRITTEN_TO_ANOTHER_PARTITION(
            DecisionsFollowTheLine.class,
            run -> edit(run.events(), is(OrderRejected.class), event -> Draft.at(event, new Position(7, 0)))),

    A_DECISION_IS_LOST(EveryAcceptedOrderDecidedOnce.class, run -> drop(run.events(), decidesAccepted(run))),
    AN_ORDER_IS_DECIDED_TWICE(EveryAcceptedOrderDecidedOnce.class, run -> repeatAtTheEnd(run, decidesAccepted(run))),
    AN_ACCEPTED_ORDER_NEVER_REACHES_THE_LOG(EveryAcceptedOrderDecidedOnce.class, Edits::forgetAnOrder),
    A_202_NAMES_ANOTHERS_PLACE(
            EveryAcceptedOrderDecidedOnce.class,
            run -> edit(run.calls(), call -> call.answer() instanceof Accepted, call -> {
                Accepted accepted = (Accepted) call.answer();
                Position next = new Position(
                        accepted.position().partition(), accepted.position().offset() + 1);
                return answering(call, new Accepted(accepted.orderId(), next));
            })),

    AN_ORDER_OF_UNKNOWN_OUTCOME_IS_DECIDED_TWICE(
            NoOrderDecidedTwice.class, run -> repeatAtTheEnd(run, decidesUnknown(run))),
    A_REFUSAL_IS_LOST(EveryCommandAnsweredOnce.class, run -> drop(run.events(), is(CommandRefused.class))),
    A_CONFIRMATION_IS_ANSWERED_TWICE(
            EveryCommandAnsweredOnce.class, run -> repeatAtTheEnd(run, is(OrderConfirmed.class))),
    A_REPEATED_ORDER_IS_ANSWERED(EveryCommandAnsweredOnce.class, Edits::answerARepeat),
    AN_ADJUSTMENT_IS_APPLIED_TWICE(
            EveryCommandAnsweredOnce.class, run -> repeatAtTheEnd(run, is(Outcome.StockAdjusted.class))),

    AN_EVENT_HAS_NO_CAUSE(
            NothingDecidedUnasked.class,
            run -> edit(
                    run.events(),
                    is(OrderRejected.class),
                    event -> Draft.causedBy(event, new Position(event.at().partition(), 9_999_999)))),
    AN_ORDER_CHANGES_HANDS(
            NothingDecidedUnasked.class,
            run -> edit(run.events(), is(OrderReserved.class), event -> {
                OrderReserved won = (OrderReserved) event.outcome();
                return Draft.deciding(
                        event,
                        new OrderReserved(
                                won.orderId(), "mallory", won.quantity(), won.placeInLine(), won.holdUntilMillis()));
            })),
    AN_ORDER_GROWS(
            NothingDecidedUnasked.class,
            run -> edit(run.events(), is(OrderRejected.class), event -> {
                OrderRejected lost = (OrderRejected) event.outcome();
                return Draft.deciding(
                        event,
                        new OrderRejected(
                                lost.orderId(),
                                lost.shopper(),
                                lost.quantity() + 1,
                                lost.placeInLine(),
                                lost.reason()));
            })),
    A_DECISION_LOOKS_AT_ANOTHER_CLOCK(
            NothingDecidedUnasked.class,
            run -> edit(
                    run.events(),
                    is(Outcome.StockAdjusted.class),
                    event -> Draft.decidedAt(event, event.decidedAtMillis() + 1))),
    A_REFUSAL_NAMES_ANOTHER_ACTOR(
            NothingDecidedUnasked.class,
            run -> edit(run.events(), is(CommandRefused.class), event -> {
                CommandRefused refused = (CommandRefused) event.outcome();
                return Draft.deciding(
                        event, new CommandRefused(refused.command(), refused.orderId(), "mallory", refused.reason()));
            })),

    AN_ORDER_WITHOUT_ANSWER_IS_DECIDED_TWICE(
            UnknownOutcomeAtMostOnce.class, run -> repeatAtTheEnd(run, decidesUnknown(run))),
    AN_ORDER_TURNED_AWAY_STANDS_IN_THE_LINE(
            UnknownOutcomeAtMostOnce.class,
            run -> edit(
                    run.calls(),
                    call -> call.key() == null
                            && call.answer() instanceof Accepted
                            && Edits.lostAnswersLike(run, call) == 0,
                    call -> answering(call, new TurnedAway(503, "overloaded")))),
    A_LOST_ANSWER_BECOMES_TWO_ORDERS(UnknownOutcomeAtMostOnce.class, Edits::placeOneTooMany),
    A_RETRY_BECOMES_ANOTHER_ORDER(RetryIsTheSameOrder.class, Edits::renameARetry),

    A_COUNT_IS_OFF_BY_ONE(
            StockConserved.class,
            run -> edit(
                    run.events(),
                    is(OrderReserved.class),
                    event -> Draft.counting(event, event.available() + 1, event.held(), event.sold()))),
    A_HELD_UNIT_IS_COUNTED_AS_SOLD(
            StockConserved.class,
            run -> edit(
                    run.events(),
                    is(OrderReserved.class),
                    event -> Draft.counting(event, event.available(), event.held() - 1, event.sold() + 1))),
    ONE_UNIT_IS_SOLD_THAT_IS_NOT_THERE(
            NeverOversold.class, run -> edit(run.events(), rejectedAs(RejectionReason.SOLD_OUT), Edits::reserved)),
    AN_ORDER_LOSES_ALTHOUGH_UNITS_ARE_FREE(
            NobodyRejectedWhileUnitsWereFree.class,
            run -> edit(run.events(), is(OrderReserved.class), event -> {
                OrderReserved won = (OrderReserved) event.outcome();
                return Draft.deciding(event, rejected(won, RejectionReason.SOLD_OUT));
            })),
    NOT_ENOUGH_LEFT_IS_CALLED_SOLD_OUT(
            NobodyRejectedWhileUnitsWereFree.class,
            run -> excuse(run, RejectionReason.NOT_ENOUGH_LEFT, RejectionReason.SOLD_OUT)),
    SOLD_OUT_IS_CALLED_NOT_ENOUGH_LEFT(
            NobodyRejectedWhileUnitsWereFree.class,
            run -> excuse(run, RejectionReason.SOLD_OUT, RejectionReason.NOT_ENOUGH_LEFT)),
    THE_GATE_CLOSES_TOO_EARLY(TurnedAwayOnlyFromWhatSoldOut.class, Edits::closeTheGateTooEarly),
    THE_GATE_KNOWS_A_DEAL_THAT_NEVER_OPENED(
            TurnedAwayOnlyFromWhatSoldOut.class, run -> edit(run.calls(), Edits::isTurnedAway, Edits::fromNoDeal)),
    AN_OPEN_DEAL_IS_CALLED_CLOSED(
            RejectedForTheStatedReason.class,
            run -> excuse(run, RejectionReason.QUANTITY_OVER_MAXIMUM, RejectionReason.DEAL_NOT_OPEN_YET)),
    A_GOOD_ORDER_IS_CALLED_INVALID(
            RejectedForTheStatedReason.class,
            run -> excuse(run, RejectionReason.SOLD_OUT, RejectionReason.INVALID_ORDER)),
    A_CLOSED_DEAL_STILL_SELLS(
            RejectedForTheStatedReason.class,
            run -> edit(run.events(), rejectedAs(RejectionReason.DEAL_CLOSED), Edits::reserved)),
    A_DEAL_SELLS_BEFORE_IT_OPENS(
            RejectedForTheStatedReason.class,
            run -> edit(run.events(), rejectedAs(RejectionReason.DEAL_NOT_OPEN_YET), Edits::reserved)),

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

    A_NUMBER_IS_LEFT_OUT(SequenceHasNoGaps.class, run -> drop(run.events(), is(CommandRefused.class))),
    A_NUMBER_IS_USED_TWICE(
            SequenceHasNoGaps.class,
            run -> edit(run.events(), is(OrderRejected.class), event -> Draft.numbered(event, event.sequence() - 1))),

    A_ROW_IS_MISSING(DatabaseEqualsTheFold.class, run -> drop(run.orders(), row -> true)),
    ALL_ROWS_OF_ORDERS_ARE_MISSING(
            DatabaseEqualsTheFold.class, run -> run.orders().clear()),
    ALL_ROWS_OF_DEALS_ARE_MISSING(
            DatabaseEqualsTheFold.class, run -> run.deals().clear()),
    A_ROW_IS_STALE(
            DatabaseEqualsTheFold.class,
            run -> edit(
                    run.orders(),
                    row -> row.status() == OrderStatus.CONFIRMED,
                    row -> row(row, row.orderId(), OrderStatus.RESERVED))),
    A_ROW_IS_NOBODYS(
            DatabaseEqualsTheFold.class,
            run -> run.orders().add(row(run.orders().getFirst(), new UUID(1, 2), OrderStatus.RESERVED))),
    A_DEALS_ROW_LAGS(
            DatabaseEqualsTheFold.class,
            run -> edit(
                    run.deals(),
                    row -> true,
                    row -> new DealRow(
                            row.dealId(), row.sequence() - 1, row.stock(), row.available(), row.held(), row.sold()))),
    THE_CACHE_IS_AHEAD_OF_THE_EVENTS(
            CacheNeverAhead.class,
            run -> editCached(
                    run,
                    OrderStatus.RESERVED,
                    entry -> new CachedStatus(
                            entry.orderId(),
                            entry.status(),
                            entry.version() + 1_000_000,
                            entry.version() + 1_000_000))),
    THE_CACHE_WAS_AHEAD_OF_THE_DATABASE(
            CacheNeverAhead.class,
            run -> editCached(
                    run,
                    OrderStatus.CONFIRMED,
                    entry -> new CachedStatus(entry.orderId(), entry.status(), entry.version(), entry.version() - 1))),
    THE_CACHE_IS_WRONG(
            CacheNeverAhead.class,
            run -> editCached(
                    run,
                    OrderStatus.REJECTED,
                    entry -> new CachedStatus(
                            entry.orderId(), OrderStatus.RESERVED, entry.version(), entry.rowVersion()))),
    THE_CACHE_KNOWS_A_VERSION_THAT_NEVER_WAS(
            CacheNeverAhead.class,
            run -> editCached(
                    run,
                    OrderStatus.CONFIRMED,
                    entry -> new CachedStatus(
                            entry.orderId(), OrderStatus.PENDING, entry.version() - 1, entry.rowVersion()))),
    THE_CACHE_KNOWS_A_STRANGER(
            CacheNeverAhead.class,
            run -> run.cache().add(new CachedStatus(new UUID(3, 4), OrderStatus.RESERVED, 1, 1))),

    A_STATUS_GOES_BACK_TO_PENDING(
            NoStatusGoesBack.class, run -> seeAgain(run, OrderStatus.REJECTED, OrderStatus.PENDING, 0)),
    A_CANCELLATION_IS_UNSEEN(
            NoStatusGoesBack.class, run -> seeAgain(run, OrderStatus.CANCELLED, OrderStatus.CONFIRMED, Long.MAX_VALUE)),
    A_VERSION_GOES_BACK(NoStatusGoesBack.class, run -> seeAgain(run, OrderStatus.CONFIRMED, OrderStatus.CONFIRMED, 1)),
    A_STATUS_IS_INVENTED(
            NoStatusInvented.class, run -> seeAgain(run, OrderStatus.REJECTED, OrderStatus.RESERVED, Long.MAX_VALUE));

    private final Class<? extends Check> caughtBy;
    private final Consumer<History> plant;

    PlantedFault(Class<? extends Check> caughtBy, Consumer<History> plant) {
        this.caughtBy = caughtBy;
        this.plant = plant;
    }

    String caughtBy() {
        return caughtBy.getSimpleName();
    }

    /** A copy of the history with the fault in it. */
    History plantedIn(History valid) {
        History run = Draft.copyOf(valid);
        plant.accept(run);
        return run;
    }
}
