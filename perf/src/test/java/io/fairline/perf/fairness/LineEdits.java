package io.fairline.perf.fairness;

import io.fairline.perf.fairness.Answer.Accepted;
import io.fairline.perf.fairness.Answer.Unknown;
import io.fairline.perf.fairness.Outcome.CommandRefused;
import io.fairline.perf.fairness.Outcome.OrderRejected;
import io.fairline.perf.fairness.Outcome.OrderReserved;
import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.events.RefusalReason;
import io.fairline.schemas.events.RefusedCommand;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The edits of the line that take several steps, and who stands in it. */
final class LineEdits {

    private LineEdits() {}

    static Predicate<Event> decidesAccepted(History run) {
        Set<UUID> accepted = acceptedOrders(run);
        return event -> accepted.contains(Evidence.decidedOrder(event));
    }

    static Predicate<Event> decidesUnknown(History run) {
        Set<UUID> accepted = acceptedOrders(run);
        return event -> Evidence.decidedOrder(event) != null && !accepted.contains(Evidence.decidedOrder(event));
    }

    private static Set<UUID> acceptedOrders(History run) {
        Set<UUID> accepted = new HashSet<>();
        for (Call call : run.calls()) {
            if (call.answer() instanceof Accepted answer) {
                accepted.add(answer.orderId());
            }
        }
        return accepted;
    }

    /** The same event once more, as the deal's newest: what a replay without transactions would write. */
    static void repeatAtTheEnd(History run, Predicate<Event> which) {
        Event event = run.events().get(Draft.indexOf(run.events(), which));
        List<Event> ofDeal = run.events().stream()
                .filter(other -> other.dealId() == event.dealId())
                .toList();
        Event last = ofDeal.getLast();
        Position after = new Position(last.at().partition(), 9_000_000);
        run.events().add(Draft.at(Draft.numbered(event, last.sequence() + 1), after));
    }

    /** Two orders of a deal, one answered before the other was sent, change what their clients measured. */
    static void swapTwoInTheLine(History run) {
        List<Call> calls = run.calls();
        int first = Draft.indexOf(
                calls, call -> call.dealId() == 1 && call.key() == null && call.answer() instanceof Accepted);
        Call early = calls.get(first);
        int second = Draft.indexOf(
                calls,
                call -> call.dealId() == 1
                        && call.key() == null
                        && call.answer() instanceof Accepted
                        && call.sentNanos() > early.answeredNanos());
        Call late = calls.get(second);
        calls.set(first, Edits.answering(early, late.answer()));
        calls.set(second, Edits.answering(late, early.answer()));
    }

    static void swapTwoDecisions(History run) {
        int first =
                Draft.indexOf(run.events(), event -> event.dealId() == 1 && event.outcome() instanceof OrderReserved);
        Event early = run.events().get(first);
        int second = Draft.indexOf(
                run.events(),
                event -> event.dealId() == 1
                        && event.outcome() instanceof OrderReserved
                        && event.cause().offset() > early.cause().offset());
        Collections.swap(run.events(), first, second);
    }

    static void forgetAnOrder(History run) {
        Set<UUID> accepted = acceptedOrders(run);
        Command lost = run.commands()
                .get(Draft.indexOf(
                        run.commands(),
                        command -> command.request() instanceof Request.PlaceOrder order
                                && accepted.contains(order.orderId())));
        run.commands().removeIf(command -> command.at().equals(lost.at()));
        run.events().removeIf(event -> event.cause().equals(lost.at()));
    }

    /** No later place contradicts it. */
    static void takeThePlaceOfTheLastLoser(History run) {
        Set<Integer> passed = new HashSet<>();
        Event last = run.events().reversed().stream()
                .filter(event -> Evidence.decidedOrder(event) != null && passed.add(event.dealId()))
                .filter(event -> event.outcome() instanceof OrderRejected)
                .findFirst()
                .orElseThrow();
        OrderRejected lost = (OrderRejected) last.outcome();
        Edits.edit(
                run.events(),
                event -> event.equals(last),
                event -> Draft.deciding(
                        event, new OrderRejected(lost.orderId(), lost.shopper(), lost.quantity(), 0, lost.reason())));
    }

    static void answerARepeatedOrder(History run) {
        Evidence evidence = Evidence.of(run);
        refuse(
                run,
                RefusedCommand.UNKNOWN,
                command -> command.request() instanceof Request.PlaceOrder order
                        && !evidence.isPlaceInLine(command, order));
    }

    static void refuseARepeatedAdjustment(History run) {
        Set<Position> answered = run.events().stream().map(Event::cause).collect(Collectors.toSet());
        refuse(
                run,
                RefusedCommand.ADJUST_STOCK,
                command -> command.request() instanceof Request.AdjustStock && !answered.contains(command.at()));
    }

    private static void refuse(History run, RefusedCommand kind, Predicate<Command> which) {
        Command repeat = run.commands().get(Draft.indexOf(run.commands(), which));
        int before = Draft.indexOf(run.events(), event -> event.dealId() == repeat.dealId());
        run.events()
                .add(Draft.deciding(
                        Draft.causedBy(run.events().get(before), repeat.at()),
                        new CommandRefused(kind, null, repeat.actor(), RefusalReason.UNKNOWN)));
    }

    /** One order more than the shopper lacks answers: a retry that bought twice. */
    static void placeOneTooMany(History run) {
        Call lost = run.calls().get(Draft.indexOf(run.calls(), call -> call.answer() instanceof Unknown));
        for (long copy = 0; copy <= lostAnswersLike(run, lost); copy++) {
            Position at = new Position(lost.dealId() % 3, 8_000_000 + copy);
            run.commands()
                    .add(new Command(
                            at,
                            lost.dealId(),
                            lost.shopper(),
                            Authority.SHOPPER,
                            0,
                            new Request.PlaceOrder(new UUID(5, copy), 1)));
        }
    }

    /** How many answers of this shopper and deal were lost. */
    static long lostAnswersLike(History run, Call call) {
        return run.calls().stream()
                .filter(other -> other.answer() instanceof Unknown
                        && other.dealId() == call.dealId()
                        && other.shopper().equals(call.shopper()))
                .count();
    }

    static void renameARetry(History run) {
        Set<String> keys = new HashSet<>();
        Call retry = run.calls()
                .get(Draft.indexOf(
                        run.calls(),
                        call -> call.key() != null && !keys.add(call.key()) && call.answer() instanceof Accepted));
        Edits.edit(
                run.calls(),
                call -> call.equals(retry),
                call -> Edits.answering(call, new Accepted(new UUID(6, 6), ((Accepted) call.answer()).position())));
    }

    /** A second purchase of the same shopper, deal and quantity is told the first one's order. */
    static void answerLikeAnother(History run, Predicate<Call> which) {
        Predicate<Call> isPurchase = call -> Edits.isAccepted(call) && which.test(call);
        Call first = run.calls().get(Draft.indexOf(run.calls(), isPurchase));
        run.calls()
                .add(new Call(
                        first.shopper(),
                        first.dealId(),
                        first.quantity(),
                        first.key() == null ? null : "another-" + first.key(),
                        first.answeredNanos() + 1,
                        first.answeredNanos() + 2,
                        first.answer()));
    }
}
