package io.fairline.perf.fairness;

import static io.fairline.perf.fairness.Edits.asking;
import static io.fairline.perf.fairness.Edits.edit;
import static io.fairline.perf.fairness.Edits.excuse;
import static io.fairline.perf.fairness.Edits.is;
import static io.fairline.perf.fairness.Edits.rejected;
import static io.fairline.perf.fairness.Edits.rejectedAs;

import io.fairline.perf.fairness.Outcome.OrderReserved;
import io.fairline.schemas.events.RejectionReason;
import java.util.function.Consumer;

/** C4: units are sold that are not there, or denied that are. */
@SuppressWarnings("ImmutableEnumChecker") // the edits are functions without state
enum StockFault implements PlantedFault {
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
    THE_GATE_NEVER_REOPENS(TurnedAwayOnlyFromWhatSoldOut.class, Edits::neverReopenTheGate),
    THE_GATE_KNOWS_A_DEAL_THAT_NEVER_OPENED(
            TurnedAwayOnlyFromWhatSoldOut.class,
            run -> edit(
                    run.calls(), Edits::isTurnedAway, call -> asking(call, call.shopper(), 9_999, call.quantity()))),

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
            run -> edit(run.events(), rejectedAs(RejectionReason.DEAL_NOT_OPEN_YET), Edits::reserved));

    private final Class<? extends Check> check;
    private final Consumer<History> plant;

    StockFault(Class<? extends Check> check, Consumer<History> plant) {
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
