package io.fairline.perf.fairness;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Histories with lists that can be changed, and small edits of their records. */
final class Draft {

    private Draft() {}

    static History empty() {
        return new History(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                true);
    }

    static History copyOf(History history) {
        return new History(
                new ArrayList<>(history.calls()),
                new ArrayList<>(history.commands()),
                new ArrayList<>(history.events()),
                new ArrayList<>(history.orders()),
                new ArrayList<>(history.deals()),
                new ArrayList<>(history.ledger()),
                new ArrayList<>(history.cache()),
                new ArrayList<>(history.sightings()),
                history.databaseWasRead());
    }

    /** Index of one of the matching elements: the one in the middle, so that there is something before and after. */
    static <T> int indexOf(List<T> list, Predicate<? super T> predicate) {
        List<Integer> matching = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (predicate.test(list.get(i))) {
                matching.add(i);
            }
        }
        if (matching.isEmpty()) {
            throw new IllegalStateException("the simulated run holds nothing to plant this fault in");
        }
        return matching.get(matching.size() / 2);
    }

    static Event at(Event event, Position at) {
        return new Event(
                at,
                event.dealId(),
                event.sequence(),
                event.cause(),
                event.decidedAtMillis(),
                event.available(),
                event.held(),
                event.sold(),
                event.outcome());
    }

    static Event deciding(Event event, Outcome outcome) {
        return new Event(
                event.at(),
                event.dealId(),
                event.sequence(),
                event.cause(),
                event.decidedAtMillis(),
                event.available(),
                event.held(),
                event.sold(),
                outcome);
    }

    static Event causedBy(Event event, Position cause) {
        return new Event(
                event.at(),
                event.dealId(),
                event.sequence(),
                cause,
                event.decidedAtMillis(),
                event.available(),
                event.held(),
                event.sold(),
                event.outcome());
    }

    static Event decidedAt(Event event, long millis) {
        return new Event(
                event.at(),
                event.dealId(),
                event.sequence(),
                event.cause(),
                millis,
                event.available(),
                event.held(),
                event.sold(),
                event.outcome());
    }

    static Event numbered(Event event, long sequence) {
        return new Event(
                event.at(),
                event.dealId(),
                sequence,
                event.cause(),
                event.decidedAtMillis(),
                event.available(),
                event.held(),
                event.sold(),
                event.outcome());
    }

    static Event counting(Event event, int available, int held, int sold) {
        return new Event(
                event.at(),
                event.dealId(),
                event.sequence(),
                event.cause(),
                event.decidedAtMillis(),
                available,
                held,
                sold,
                event.outcome());
    }
}
