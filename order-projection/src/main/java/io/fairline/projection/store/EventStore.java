package io.fairline.projection.store;

import io.fairline.projection.domain.Advance;
import io.fairline.projection.domain.Changes;
import io.fairline.projection.domain.Deal;
import io.fairline.projection.domain.Order;
import java.util.List;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Writes a batch: rows and positions in one transaction, or nothing.
 *
 * <p>The fence comes first: it locks the partitions' rows, so of two instances that both believe a partition theirs the
 * second waits for the first and then finds the offset moved.
 */
public final class EventStore {

    private static final String FENCE = """
            UPDATE partitions AS p SET
                   next_offset = u.next_offset, applied_command = greatest(p.applied_command, u.applied_command)
              FROM unnest($1::integer[], $2::bigint[], $3::bigint[], $4::bigint[])
                   AS u (partition, expected_offset, next_offset, applied_command)
             WHERE p.partition = u.partition AND p.next_offset = u.expected_offset
            """;

    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final OrderWrites orders;
    private final DealWrites deals;
    private final LedgerWrites ledger;

    EventStore(DatabaseClient database, TransactionalOperator transactions) {
        this.database = database;
        this.transactions = transactions;
        this.orders = new OrderWrites(database);
        this.deals = new DealWrites(database);
        this.ledger = new LedgerWrites(database);
    }

    /**
     * Commits the batch. Ends with {@link Fenced} when an advance's expected offset is not the stored one, and with
     * {@link BatchRefused} when Postgres does not take the rows; after any other error the outcome may be unknown, and the
     * same call tells: it commits now or ends with {@link Fenced}.
     *
     * <p>It is never cancelled, because that leaks its connection: the server's own timeouts bound every statement, and
     * where the server is gone the connection is closed ({@link LentConnections}).
     */
    public Mono<AppliedBatch> apply(List<Advance> advances, Changes changes) {
        return Mono.defer(() -> apply(advances, changes, System.nanoTime()));
    }

    private Mono<AppliedBatch> apply(List<Advance> advances, Changes changes, long begunNanos) {
        Mono<List<Order>> changedOrders = orders.write(changes.orders()).collectList();
        Mono<List<Deal>> changedDeals = deals.write(changes.deals()).collectList();
        // Behind the fence: who is refused there holds its rows, so no earlier try of this batch is under way any more.
        Mono<AppliedBatch> rows = changedOrders
                .flatMap(writtenOrders -> changedDeals.flatMap(writtenDeals -> ledger.append(changes.ledger())
                        .thenReturn(new AppliedBatch(
                                begunNanos, advances, writtenOrders, writtenDeals, changes.touched()))))
                .onErrorMap(EventStore::isRefusal, BatchRefused::new);
        return transactions.transactional(fence(advances).then(rows));
    }

    /** A constraint, a type or a statement: not where Postgres failed, or the way to it, or somebody was faster. */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof DataIntegrityViolationException
                || failure instanceof InvalidDataAccessResourceUsageException;
    }

    private Mono<Void> fence(List<Advance> advances) {
        return Columns.of(database.sql(FENCE), advances)
                .integers(Advance::partition)
                .numbers(Advance::expectedOffset)
                .numbers(Advance::nextOffset)
                .numbers(Advance::appliedCommand)
                .bound()
                .fetch()
                .rowsUpdated()
                .flatMap(updated -> updated == advances.size()
                        ? Mono.empty()
                        : Mono.error(new Fenced(
                                "%d of the partitions of %s were moved on by another instance: nothing was written"
                                        .formatted(advances.size() - updated, advances))));
    }
}
