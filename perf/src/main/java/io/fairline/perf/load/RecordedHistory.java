package io.fairline.perf.load;

import io.fairline.perf.fairness.Answer;
import io.fairline.perf.fairness.CachedStatus;
import io.fairline.perf.fairness.Call;
import io.fairline.perf.fairness.Command;
import io.fairline.perf.fairness.DealRow;
import io.fairline.perf.fairness.Event;
import io.fairline.perf.fairness.History;
import io.fairline.perf.fairness.OrderRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Gathers, after a run, everything that the checker holds against the promise. */
public final class RecordedHistory {

    private static final int MOST_CACHED = 200_000;

    private RecordedHistory() {}

    /**
     * Reads topics, rows and cache. Waits for the read model to have applied the last event.
     *
     * @param topics made before the run
     */
    public static History of(RunRecord run, Target target, TopicReader topics) {
        List<Command> commands = topics.commands(run::isOurs);
        List<Event> events = topics.events(run::isOurs);
        awaitReadModel(target, events);
        Stored stored = target.storage() == null ? Stored.NOTHING : Stored.of(run, target.storage());
        return new History(
                calls(run),
                commands,
                events,
                stored.orders(),
                stored.deals(),
                stored.cache(),
                run.sightings(),
                target.storage() != null);
    }

    /** What the database and the cache hold, and what was seen of the cache before. */
    private record Stored(List<OrderRow> orders, List<DealRow> deals, List<CachedStatus> cache) {

        static final Stored NOTHING = new Stored(List.of(), List.of(), List.of());

        static Stored of(RunRecord run, Target.Storage storage) {
            StorageReader reader = new StorageReader(
                    storage, run.dealIds().getFirst(), run.dealIds().getLast());
            try (CacheReader cache = new CacheReader(storage.redisUrl(), StorageReader.databaseId(storage))) {
                // before the rows: it must never be ahead of them
                List<CacheReader.Entry> cached = cache.read(acceptedOrders(run.book()));
                List<OrderRow> orders = reader.orders();
                return new Stored(orders, reader.deals(), both(run.cacheSeen(), cached, orders));
            } catch (SQLException e) {
                throw new IllegalStateException(
                        "the read model at %s cannot be read: %s".formatted(storage.jdbcUrl(), e.getMessage()), e);
            }
        }

        private static List<CachedStatus> both(
                List<CachedStatus> before, List<CacheReader.Entry> now, List<OrderRow> orders) {
            Map<UUID, Long> versions = HashMap.newHashMap(orders.size());
            orders.forEach(row -> versions.put(row.orderId(), row.version()));
            List<CachedStatus> all = new ArrayList<>(before);
            now.forEach(entry -> all.add(entry.before(versions.getOrDefault(entry.orderId(), 0L))));
            return all;
        }
    }

    /** Evenly picked where there are too many to ask for all. */
    private static List<UUID> acceptedOrders(OrderBook book) {
        List<UUID> accepted = new ArrayList<>();
        int step = 1 + book.size() / MOST_CACHED;
        for (int order = 0; order < book.size(); order += step) {
            UUID id = book.id(order);
            if (id != null && book.outcome(order) == OrderOutcome.ACCEPTED) {
                accepted.add(id);
            }
        }
        return accepted;
    }

    private static void awaitReadModel(Target target, List<Event> events) {
        Map<Integer, Long> lastSequence = new HashMap<>();
        events.forEach(event -> lastSequence.merge(event.dealId(), event.sequence(), Math::max));
        try (DealSetup deals = new DealSetup(target)) {
            lastSequence.forEach((dealId, sequence) -> {
                if (!deals.awaitSequence(dealId, sequence)) {
                    throw new IllegalStateException("a projection has not applied event %d of deal %d: read its log"
                            .formatted(sequence, dealId));
                }
            });
        }
    }

    private static List<Call> calls(RunRecord run) {
        OrderBook book = run.book();
        List<Call> calls = new ArrayList<>(book.size());
        for (int order = 0; order < book.size(); order++) {
            calls.add(new Call(
                    run.shoppers().name(book.shopper(order)),
                    run.dealIds().get(book.deal(order)),
                    book.quantity(order),
                    run.key(order),
                    book.sentNanos(order),
                    book.answeredNanos(order),
                    answer(book, order)));
        }
        for (Retries.Retry retry : run.retries()) {
            Call first = calls.get(retry.order());
            calls.add(new Call(
                    first.shopper(),
                    first.dealId(),
                    first.quantity(),
                    first.key(),
                    retry.sentNanos(),
                    retry.answeredNanos(),
                    retry.answer()));
        }
        return calls;
    }

    /** As a second try of the same order would have it: the checker must not mind which of them it reads. */
    static Answer answer(OrderBook book, int order) {
        return switch (book.outcome(order)) {
            case ACCEPTED -> new Answer.Accepted(Objects.requireNonNull(book.id(order)), book.position(order));
            case UNKNOWN, SENT -> new Answer.Unknown(book.id(order));
            case TURNED_AWAY_AT_THE_GATE -> new Answer.TurnedAway(book.httpStatus(order), Answer.TurnedAway.SOLD_OUT);
            case UNSENT, SHED, REFUSED ->
                new Answer.TurnedAway(
                        book.httpStatus(order), book.outcome(order).name());
        };
    }
}
