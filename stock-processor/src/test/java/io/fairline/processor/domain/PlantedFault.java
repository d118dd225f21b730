package io.fairline.processor.domain;

import io.fairline.processor.domain.Event.CancellationReason;
import io.fairline.processor.domain.Event.CommandRefused;
import io.fairline.processor.domain.Event.DealClosed;
import io.fairline.processor.domain.Event.DealOpened;
import io.fairline.processor.domain.Event.OrderCancelled;
import io.fairline.processor.domain.Event.OrderConfirmed;
import io.fairline.processor.domain.Event.OrderRejected;
import io.fairline.processor.domain.Event.OrderReserved;
import io.fairline.processor.domain.Event.RefusalReason;
import io.fairline.processor.domain.Event.RejectionReason;
import io.fairline.processor.domain.Event.StockAdjusted;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rules with one fault in them.
 *
 * @param name what the fault does
 * @param promise name of the {@link Invariant} that has to find it
 * @param rules the rules with the fault
 */
record PlantedFault(String name, String promise, RulesUnderTest rules) {

    static Stream<PlantedFault> all() {
        return Stream.of(
                deciding("reserves one more when sold out", "NeverOversold", PlantedFault::reserveWhenSoldOut),
                deciding("decides a retry again", "OneVerdictPerOrder", PlantedFault::forgetTheOrder),
                deciding(
                        "is silent about a refusal",
                        "EveryCommandIsAnsweredOnce",
                        PlantedFault::swallowExpiredRefusals),
                deciding("opens a deal twice", "LegalTransitionsOnly", PlantedFault::reopen),
                deciding("keeps the last unit", "NobodyRejectedWhileUnitsWereFree", PlantedFault::keepTheLastUnit),
                deciding(
                        "ends holds a millisecond early",
                        "HoldsEndWhenTheyAreDue",
                        (state, command, nowMillis) -> Rules.decide(state, command, nowMillis + 1)),
                deciding(
                        "lets a stranger cancel",
                        "OnlyOwnersAndTheEmpoweredChangeAnOrder",
                        PlantedFault::takeEverybodyForTheOwner),
                evolving("loses a unit of an expired hold", "CountsAddUp", PlantedFault::loseAnExpiredUnit),
                evolving("counts a sold unit as held", "CountsMatchTheOrders", PlantedFault::countSoldAsHeld),
                evolving("forgets an adjustment", "EveryCommandIsAnsweredOnce", PlantedFault::forgetAnAdjustment),
                evolving(
                        "does not count refusals",
                        "GaplessSequence",
                        (state, event) -> event instanceof CommandRefused ? state : Evolution.evolve(state, event)),
                evolving("gives losers no place", "PlacesInLineCountUp", PlantedFault::giveLosersNoPlace),
                evolving("does not note a deadline", "NoHoldIsOverlooked", PlantedFault::noteNoDeadline),
                evolving("remembers what no event says", "ReplayGivesTheSameState", PlantedFault::inventTerms));
    }

    @Override
    public String toString() {
        return name;
    }

    private static PlantedFault deciding(String name, String promise, RulesUnderTest.Decide decide) {
        return new PlantedFault(name, promise, RulesUnderTest.real().deciding(decide));
    }

    private static PlantedFault evolving(String name, String promise, RulesUnderTest.Evolve evolve) {
        return new PlantedFault(name, promise, RulesUnderTest.real().evolving(evolve));
    }

    private static List<Event> reserveWhenSoldOut(State state, Command command, long nowMillis) {
        return Rules.decide(state, command, nowMillis).stream()
                .map(event -> event instanceof OrderRejected lost && lost.reason() == RejectionReason.SOLD_OUT
                        ? new OrderReserved(
                                lost.orderId(),
                                lost.shopper(),
                                lost.lines(),
                                lost.fingerprint(),
                                lost.placeInLine(),
                                Long.MAX_VALUE)
                        : event)
                .toList();
    }

    private static List<Event> forgetTheOrder(State state, Command command, long nowMillis) {
        return command instanceof Command.PlaceOrder
                ? Rules.decide(new State(state.deal(), List.of()), command, nowMillis)
                : Rules.decide(state, command, nowMillis);
    }

    private static List<Event> swallowExpiredRefusals(State state, Command command, long nowMillis) {
        return Rules.decide(state, command, nowMillis).stream()
                .filter(event ->
                        !(event instanceof CommandRefused refused && refused.reason() == RefusalReason.HOLD_EXPIRED))
                .toList();
    }

    private static List<Event> reopen(State state, Command command, long nowMillis) {
        return command instanceof Command.OpenDeal open && state.deal().phase() == Phase.CLOSED
                ? List.of(new DealOpened(open.terms(), 1, open.openedBy()))
                : Rules.decide(state, command, nowMillis);
    }

    private static List<Event> keepTheLastUnit(State state, Command command, long nowMillis) {
        return Rules.decide(state, command, nowMillis).stream()
                .map(event -> event instanceof OrderReserved won
                                && state.deal().counts().available() == 1
                        ? new OrderRejected(
                                won.orderId(),
                                won.shopper(),
                                won.lines(),
                                won.fingerprint(),
                                won.placeInLine(),
                                RejectionReason.SOLD_OUT)
                        : event)
                .toList();
    }

    private static List<Event> takeEverybodyForTheOwner(State state, Command command, long nowMillis) {
        if (command instanceof Command.CancelOrder cancel) {
            Order order = state.order(cancel.orderId());
            if (order != null) {
                Requester owner = new Requester(order.shopper(), Authority.SHOPPER);
                return Rules.decide(state, new Command.CancelOrder(cancel.orderId(), owner), nowMillis);
            }
        }
        return Rules.decide(state, command, nowMillis);
    }

    private static State loseAnExpiredUnit(State state, Event event) {
        State next = Evolution.evolve(state, event);
        Counts counts = next.deal().counts();
        boolean expired =
                event instanceof OrderCancelled cancelled && cancelled.reason() == CancellationReason.HOLD_EXPIRED;
        return expired ? recounted(next, new Counts(counts.available() - 1, counts.held(), counts.sold())) : next;
    }

    private static State countSoldAsHeld(State state, Event event) {
        State next = Evolution.evolve(state, event);
        Counts counts = next.deal().counts();
        return event instanceof OrderConfirmed
                ? recounted(next, new Counts(counts.available(), counts.held() + 1, counts.sold() - 1))
                : next;
    }

    private static State forgetAnAdjustment(State state, Event event) {
        Deal deal = state.deal();
        return event instanceof StockAdjusted adjusted
                ? state.with(deal.next(deal.counts().changedBy(adjusted.delta())))
                : Evolution.evolve(state, event);
    }

    private static State giveLosersNoPlace(State state, Event event) {
        State next = Evolution.evolve(state, event);
        return event instanceof OrderRejected
                ? next.with(next.deal().withOrdersDecided(state.deal().ordersDecided()))
                : next;
    }

    private static State noteNoDeadline(State state, Event event) {
        State next = Evolution.evolve(state, event);
        return next.with(next.deal().withEarliestDeadline(Deal.NO_DEADLINE));
    }

    private static State inventTerms(State state, Event event) {
        State next = Evolution.evolve(state, event);
        return event instanceof DealClosed
                ? next.with(next.deal().with(Phase.CLOSED, new Terms("Closed", 1, 1, null)))
                : next;
    }

    private static State recounted(State state, Counts counts) {
        Deal deal = state.deal();
        return state.with(new Deal(
                deal.dealId(),
                deal.phase(),
                deal.terms(),
                counts,
                deal.sequence(),
                deal.ordersDecided(),
                deal.earliestDeadlineMillis()));
    }
}
