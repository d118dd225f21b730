package io.fairline.perf.fairness;

import java.util.List;

/**
 * Everything that was seen of a run, after it came to rest: all commands are decided, all events applied.
 * It holds whole deals: from the deal's first command on, and every order that anybody sent to it.
 *
 * @param calls in any order
 * @param commands order-commands; of each partition in the order of offsets
 * @param events order-events, likewise
 * @param orders rows of the database
 * @param deals likewise
 * @param ledger likewise
 * @param cache what the cache held when it was read, any part of the orders
 * @param sightings of each client in the order in which it saw them
 * @param databaseWasRead or nothing is known of its rows and of the cache
 */
public record History(
        List<Call> calls,
        List<Command> commands,
        List<Event> events,
        List<OrderRow> orders,
        List<DealRow> deals,
        List<LedgerRow> ledger,
        List<CachedStatus> cache,
        List<Sighting> sightings,
        boolean databaseWasRead) {}
