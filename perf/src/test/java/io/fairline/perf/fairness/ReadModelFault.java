package io.fairline.perf.fairness;

import static io.fairline.perf.fairness.Edits.drop;
import static io.fairline.perf.fairness.Edits.edit;
import static io.fairline.perf.fairness.Edits.editCached;
import static io.fairline.perf.fairness.Edits.entry;
import static io.fairline.perf.fairness.Edits.row;
import static io.fairline.perf.fairness.Edits.seeAgain;

import java.util.UUID;
import java.util.function.Consumer;

/** C6 and C7: rows, cache or clients are told what was not so. */
@SuppressWarnings("ImmutableEnumChecker") // the edits are functions without state
enum ReadModelFault implements PlantedFault {
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
    A_ROW_HAS_ANOTHER_DEADLINE(
            DatabaseEqualsTheFold.class,
            run -> edit(
                    run.orders(),
                    row -> row.status() == OrderStatus.RESERVED,
                    row -> new OrderRow(
                            row.orderId(),
                            row.dealId(),
                            row.shopper(),
                            row.quantity(),
                            row.status(),
                            row.reason(),
                            row.placeInLine(),
                            row.holdUntilMillis() + 1,
                            row.version()))),
    A_DEAL_HAS_A_ROW_AND_NEVER_OPENED(
            DatabaseEqualsTheFold.class, run -> drop(run.events(), Edits.is(Outcome.DealOpened.class))),
    A_DEALS_ROW_LAGS(
            DatabaseEqualsTheFold.class,
            run -> edit(
                    run.deals(),
                    row -> true,
                    row -> new DealRow(
                            row.dealId(), row.sequence() - 1, row.stock(), row.available(), row.held(), row.sold()))),

    AN_ENTRY_OF_THE_LEDGER_IS_MISSING(LedgerEqualsTheFold.class, run -> drop(run.ledger(), entry -> true)),
    THE_LEDGER_IS_EMPTY(LedgerEqualsTheFold.class, run -> run.ledger().clear()),
    AN_ENTRY_STANDS_TWICE_IN_THE_LEDGER(
            LedgerEqualsTheFold.class, run -> run.ledger().add(run.ledger().getFirst())),
    AN_ENTRY_OF_THE_LEDGER_IS_OF_NO_EVENT(
            LedgerEqualsTheFold.class,
            run -> run.ledger().add(entry(run.ledger().getFirst(), 1_000_000, 1))),
    THE_LEDGER_MOVES_OTHER_UNITS(
            LedgerEqualsTheFold.class,
            run -> edit(run.ledger(), entry -> true, entry -> entry(entry, entry.sequence(), entry.units() + 1))),

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

    private final Class<? extends Check> check;
    private final Consumer<History> plant;

    ReadModelFault(Class<? extends Check> check, Consumer<History> plant) {
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
