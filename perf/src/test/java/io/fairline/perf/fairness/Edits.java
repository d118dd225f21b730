package io.fairline.perf.fairness;

import io.fairline.perf.fairness.Answer.TurnedAway;
import io.fairline.perf.fairness.Outcome.CommandRefused;
import io.fairline.perf.fairness.Outcome.DealOpened;
import io.fairline.perf.fairness.Outcome.OrderCancelled;
import io.fairline.perf.fairness.Outcome.OrderRejected;
import io.fairline.perf.fairness.Outcome.OrderReserved;
import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.events.CancellationReason;
import io.fairline.schemas.events.RefusalReason;
import io.fairline.schemas.events.RefusedCommand;
import io.fairline.schemas.events.RejectionReason;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The single edits that plant a fault, and how they find what to edit. */
final class Edits {

    private Edits() {}

    static <T> void edit(List<T> list, Predicate<? super T> which, UnaryOperator<T> change) {
        int index = Draft.indexOf(list, which);
        list.set(index, change.apply(list.get(index)));
    }

    static <T> void drop(List<T> list, Predicate<? super T> which) {
        list.remove(Draft.indexOf(list, which));
    }

    static Predicate<Event> is(Class<? extends Outcome> kind) {
        return event -> kind.isInstance(event.outcome());
    }

    static Predicate<Event> rejectedAs(RejectionReason reason) {
        return event -> event.outcome() instanceof OrderRejected lost && lost.reason() == reason;
    }

    /** A confirmation that came too late; not a stranger's. */
    static boolean refusesConfirmation(Event event) {
        return event.outcome() instanceof CommandRefused refused
                && refused.command() == RefusedCommand.CONFIRM_ORDER
                && refused.reason() != RefusalReason.UNKNOWN_ORDER;
    }

    static Event reserved(Event event) {
        OrderRejected lost = (OrderRejected) event.outcome();
        return Draft.deciding(
                event,
                new OrderReserved(
                        lost.orderId(),
                        lost.shopper(),
                        lost.quantity(),
                        lost.placeInLine(),
                        event.decidedAtMillis() + 2_000));
    }

    static OrderRejected rejected(OrderReserved won, RejectionReason reason) {
        return new OrderRejected(won.orderId(), won.shopper(), won.quantity(), won.placeInLine(), reason);
    }

    static Event reasoned(Event event, RejectionReason reason) {
        OrderRejected lost = (OrderRejected) event.outcome();
        return Draft.deciding(
                event, new OrderRejected(lost.orderId(), lost.shopper(), lost.quantity(), lost.placeInLine(), reason));
    }

    /** One that was rejected for a reason is said to have been for another. */
    static void excuse(History run, RejectionReason of, RejectionReason otherwise) {
        edit(run.events(), rejectedAs(of), event -> reasoned(event, otherwise));
    }

    static void editCached(History run, OrderStatus which, UnaryOperator<CachedStatus> change) {
        edit(run.cache(), entry -> entry.status() == which, change);
    }

    static Event cancelledFor(Event event, CancellationReason reason) {
        OrderCancelled gone = (OrderCancelled) event.outcome();
        return Draft.deciding(event, new OrderCancelled(gone.orderId(), gone.quantity(), reason, gone.wasSold()));
    }

    static OrderRow row(OrderRow row, UUID orderId, OrderStatus status) {
        return new OrderRow(
                orderId,
                row.dealId(),
                row.shopper(),
                row.quantity(),
                status,
                row.reason(),
                row.placeInLine(),
                row.holdUntilMillis(),
                row.version());
    }

    static LedgerRow entry(LedgerRow entry, long sequence, int units) {
        return new LedgerRow(
                entry.dealId(),
                sequence,
                entry.kind(),
                units,
                entry.orderId(),
                entry.reason(),
                entry.available(),
                entry.held(),
                entry.sold(),
                entry.cause(),
                entry.atMillis());
    }

    static Call answering(Call call, Answer answer) {
        return new Call(
                call.shopper(),
                call.dealId(),
                call.quantity(),
                call.key(),
                call.sentNanos(),
                call.answeredNanos(),
                answer);
    }

    static Command acting(Command command, String actor, Authority authority) {
        return new Command(
                command.at(), command.dealId(), actor, authority, command.appendedAtMillis(), command.request());
    }

    static boolean isAccepted(Call call) {
        return call.answer() instanceof Answer.Accepted;
    }

    static boolean isTurnedAway(Call call) {
        return call.answer() instanceof TurnedAway away && away.isSoldOut();
    }

    /** The same request with its answer, as if it had been another shopper's, of another deal or for more units. */
    static Call asking(Call call, String shopper, int dealId, int quantity) {
        return new Call(shopper, dealId, quantity, call.key(), call.sentNanos(), call.answeredNanos(), call.answer());
    }

    /** The deal of somebody who was turned away has more units than anybody ever asked for. */
    static void closeTheGateTooEarly(History run) {
        Call away = run.calls().get(Draft.indexOf(run.calls(), Edits::isTurnedAway));
        edit(run.events(), event -> event.dealId() == away.dealId() && event.outcome() instanceof DealOpened, event -> {
            DealOpened opened = (DealOpened) event.outcome();
            return Draft.deciding(
                    event,
                    new DealOpened(
                            1_000_000, opened.maxQuantityPerOrder(), opened.holdSeconds(), opened.opensAtMillis()));
        });
    }

    static void seeAgain(History run, OrderStatus seen, OrderStatus then, long version) {
        Sighting sighting =
                run.sightings().get(Draft.indexOf(run.sightings(), candidate -> candidate.status() == seen));
        run.sightings().add(new Sighting(sighting.client(), sighting.orderId(), then, version, sighting.seenNanos()));
    }

    /** A command is answered before the last of the holds that it ends has ended. */
    static void answerBeforeTheExpiry(History run) {
        List<Event> events = run.events();
        for (int i = 1; i < events.size(); i++) {
            Event answer = events.get(i);
            Event before = events.get(i - 1);
            if (before.isExpiry() && !answer.isExpiry() && answer.cause().equals(before.cause())) {
                Collections.swap(events, i - 1, i);
                return;
            }
        }
        throw new IllegalStateException("no command of the simulated run ends a hold and is answered");
    }

    /** Long after a deal had units again, and a client had seen it, an order for it is turned away. */
    static void neverReopenTheGate(History run) {
        DealRow free = run.deals()
                .get(Draft.indexOf(
                        run.deals(),
                        deal -> deal.available() > 0
                                && run.calls().stream()
                                        .anyMatch(call -> isTurnedAway(call) && call.dealId() == deal.dealId())));
        long later = run.sightings().getLast().seenNanos() + TimeUnit.MINUTES.toNanos(1);
        TurnedAway soldOut = new TurnedAway(409, TurnedAway.SOLD_OUT);
        run.calls().add(new Call("late", free.dealId(), 1, null, later, later + 1, soldOut));
    }
}
