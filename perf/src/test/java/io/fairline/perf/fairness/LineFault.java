package io.fairline.perf.fairness;

import static io.fairline.perf.fairness.Edits.answering;
import static io.fairline.perf.fairness.Edits.asking;
import static io.fairline.perf.fairness.Edits.drop;
import static io.fairline.perf.fairness.Edits.edit;
import static io.fairline.perf.fairness.Edits.is;
import static io.fairline.perf.fairness.LineEdits.decidesAccepted;
import static io.fairline.perf.fairness.LineEdits.decidesUnknown;
import static io.fairline.perf.fairness.LineEdits.repeatAtTheEnd;

import io.fairline.perf.fairness.Answer.Accepted;
import io.fairline.perf.fairness.Answer.TurnedAway;
import io.fairline.perf.fairness.Outcome.CommandRefused;
import io.fairline.perf.fairness.Outcome.OrderConfirmed;
import io.fairline.perf.fairness.Outcome.OrderRejected;
import io.fairline.perf.fairness.Outcome.OrderReserved;
import io.fairline.schemas.events.CancellationReason;
import java.util.function.Consumer;

/** C1 to C3: the line is left, or somebody in it is forgotten, served twice or taken for another. */
@SuppressWarnings("ImmutableEnumChecker") // the edits are functions without state
enum LineFault implements PlantedFault {
    AN_ORDER_OVERTAKES_ONE_ALREADY_ANSWERED(RealTimeOrderKept.class, LineEdits::swapTwoInTheLine),

    TWO_DECISIONS_ARE_SWAPPED(DecisionsFollowTheLine.class, LineEdits::swapTwoDecisions),
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
    A_LOSER_HAS_NO_PLACE(DecisionsFollowTheLine.class, LineEdits::takeThePlaceOfTheLastLoser),
    A_DECISION_IS_WRITTEN_TO_ANOTHER_PARTITION(
            DecisionsFollowTheLine.class,
            run -> edit(run.events(), is(OrderRejected.class), event -> Draft.at(event, new Position(7, 0)))),

    A_202_NAMES_ANOTHERS_PLACE(
            AcceptedIsWhatWasAsked.class,
            run -> edit(run.calls(), Edits::isAccepted, call -> {
                Accepted accepted = (Accepted) call.answer();
                Position next = new Position(
                        accepted.position().partition(), accepted.position().offset() + 1);
                return answering(call, new Accepted(accepted.orderId(), next));
            })),
    ANOTHER_DEAL_IS_IN_THE_LOG_THAN_WAS_ASKED_FOR(
            AcceptedIsWhatWasAsked.class,
            run -> edit(
                    run.calls(),
                    Edits::isAccepted,
                    call -> asking(call, call.shopper(), call.dealId() + 1, call.quantity()))),
    AN_ORDER_IS_PLACED_FOR_ANOTHER_SHOPPER(
            AcceptedIsWhatWasAsked.class,
            run -> edit(
                    run.calls(), Edits::isAccepted, call -> asking(call, "mallory", call.dealId(), call.quantity()))),
    MORE_UNITS_ARE_IN_THE_LOG_THAN_WERE_ASKED_FOR(
            AcceptedIsWhatWasAsked.class,
            run -> edit(
                    run.calls(),
                    call -> Edits.isAccepted(call) && call.quantity() > 1,
                    call -> asking(call, call.shopper(), call.dealId(), call.quantity() - 1))),

    A_DECISION_IS_LOST(EveryAcceptedOrderDecidedOnce.class, run -> drop(run.events(), decidesAccepted(run))),
    AN_ORDER_IS_DECIDED_TWICE(EveryAcceptedOrderDecidedOnce.class, run -> repeatAtTheEnd(run, decidesAccepted(run))),
    AN_ACCEPTED_ORDER_NEVER_REACHES_THE_LOG(EveryAcceptedOrderDecidedOnce.class, LineEdits::forgetAnOrder),
    AN_ORDER_OF_UNKNOWN_OUTCOME_IS_DECIDED_TWICE(
            NoOrderDecidedTwice.class, run -> repeatAtTheEnd(run, decidesUnknown(run))),

    A_REFUSAL_IS_LOST(EveryCommandAnsweredOnce.class, run -> drop(run.events(), is(CommandRefused.class))),
    A_CONFIRMATION_IS_ANSWERED_TWICE(
            EveryCommandAnsweredOnce.class, run -> repeatAtTheEnd(run, is(OrderConfirmed.class))),
    A_REPEATED_ORDER_IS_ANSWERED(EveryCommandAnsweredOnce.class, LineEdits::answerARepeatedOrder),
    A_REPEATED_ADJUSTMENT_IS_REFUSED(EveryCommandAnsweredOnce.class, LineEdits::refuseARepeatedAdjustment),
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
    A_SHOPPERS_CANCELLATION_IS_CALLED_THE_SHOPS(
            NothingDecidedUnasked.class,
            run -> edit(
                    run.events(),
                    RefusalEdits.cancelledAs(CancellationReason.BY_SHOPPER),
                    event -> Edits.cancelledFor(event, CancellationReason.BY_SHOP))),
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
                            && LineEdits.lostAnswersLike(run, call) == 0,
                    call -> answering(call, new TurnedAway(503, "overloaded")))),
    A_LOST_ANSWER_BECOMES_TWO_ORDERS(UnknownOutcomeAtMostOnce.class, LineEdits::placeOneTooMany),

    A_RETRY_BECOMES_ANOTHER_ORDER(RetryIsTheSameOrder.class, LineEdits::renameARetry),
    TWO_KEYS_ARE_ANSWERED_WITH_ONE_ORDER(
            TwoPurchasesAreTwoOrders.class, run -> LineEdits.answerLikeAnother(run, call -> call.key() != null)),
    TWO_ORDERS_WITHOUT_KEY_ARE_ANSWERED_WITH_ONE(
            TwoPurchasesAreTwoOrders.class, run -> LineEdits.answerLikeAnother(run, call -> call.key() == null));

    private final Class<? extends Check> check;
    private final Consumer<History> plant;

    LineFault(Class<? extends Check> check, Consumer<History> plant) {
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
