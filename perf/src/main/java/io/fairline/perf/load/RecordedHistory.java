package io.fairline.perf.load;

import io.fairline.perf.fairness.Answer;
import io.fairline.perf.fairness.CachedStatus;
import io.fairline.perf.fairness.Call;
import io.fairline.perf.fairness.Command;
import io.fairline.perf.fairness.DealRow;
import io.fairline.perf.fairness.Event;
import io.fairline.perf.fairness.History;
import io.fairline.perf.fairness.LedgerRow;
import io.fairline.perf.fairness.OrderRow;
import io.fairline.perf.fairness.Position;
import io.fairline.perf.fairness.Sighting;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
        return of(run.dealIds(), calls(run), run.sightings(), run.cacheSeen(), target, topics);
    }

    /**
     * The same of deals that somebody else has ordered from. Every command of theirs has to be decided by now.
     *
     * @param topics made before the deals were opened
     */
    public static History of(
            List<Integer> dealIds, List<Call> calls, List<Sighting> sightings, Target target, TopicReader topics) {
        return of(dealIds, calls, sightings, List.of(), target, topics);
    }

    private static History of(
            List<Integer> dealIds,
            List<Call> calls,
            List<Sighting> sightings,
            List<CachedStatus> cacheSeen,
            Target target,
            TopicReader topics) {
        Set<Integer> ours = Set.copyOf(dealIds);
        List<Command> commands = topics.commands(ours::contains);
        List<Event> events = topics.events(ours::contains);
        awaitReadModel(target, events);
        Stored stored = target.storage() == null
                ? Stored.NOTHING
                : Stored.of(target.storage(), dealIds, acceptedOrders(calls), cacheSeen);
        return new History(
                calls,
                commands,
                events,
                stored.orders(),
                stored.deals(),
                stored.ledger(),
                stored.cache(),
                sightings,
                target.storage() != null);
    }

    /** What the database and the cache hold, and what was seen of the cache before. */
    private record Stored(
            List<OrderRow> orders, List<DealRow> deals, List<LedgerRow> ledger, List<CachedStatus> cache) {

        static final Stored NOTHING = new Stored(List.of(), List.of(), List.of(), List.of());

        static Stored of(
                Target.Storage storage, List<Integer> dealIds, List<UUID> orderIds, List<CachedStatus> cacheSeen) {
            StorageReader reader = new StorageReader(storage, dealIds);
            try (CacheReader cache = new CacheReader(storage.redisUrl(), StorageReader.databaseId(storage))) {
                // before the rows: it must never be ahead of them
                List<CacheReader.Entry> cached = cache.read(orderIds);
                List<OrderRow> orders = reader.orders();
                return new Stored(orders, reader.deals(), reader.ledger(), both(cacheSeen, cached, orders));
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
    private static List<UUID> acceptedOrders(List<Call> calls) {
        int step = 1 + calls.size() / MOST_CACHED;
        return IntStream.iterate(0, call -> call < calls.size(), call -> call + step)
                .mapToObj(call -> calls.get(call).answer())
                .flatMap(answer -> answer instanceof Answer.Accepted(UUID id, Position _) ? Stream.of(id) : Stream.of())
                .distinct()
                .toList();
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
