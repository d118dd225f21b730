package io.fairline.projection.store;

import io.fairline.projection.domain.LedgerEntry;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Adds movements to the stock ledger. Runs inside the caller's transaction. */
final class LedgerWrites {

    private static final String APPEND = """
            INSERT INTO stock_ledger (deal_id, sequence, kind, units, order_id, actor, reason, available, held, sold,
                                      cause_partition, cause_offset, at)
            SELECT deal_id, sequence, kind, units, order_id, actor, reason, available, held, sold,
                   cause_partition, cause_offset, at_millis(at)
              FROM unnest($1::integer[], $2::bigint[], $3::text[], $4::integer[], $5::uuid[], $6::text[], $7::text[],
                          $8::integer[], $9::integer[], $10::integer[], $11::integer[], $12::bigint[], $13::bigint[])
                   AS u (deal_id, sequence, kind, units, order_id, actor, reason, available, held, sold,
                         cause_partition, cause_offset, at)
            ON CONFLICT (deal_id, sequence) DO NOTHING
            """;

    private final DatabaseClient database;

    LedgerWrites(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> append(List<LedgerEntry> entries) {
        if (entries.isEmpty()) {
            return Mono.empty();
        }
        return Columns.of(database.sql(APPEND), entries)
                .integers(LedgerEntry::dealId)
                .numbers(LedgerEntry::sequence)
                .texts(entry -> entry.kind().name())
                .integers(LedgerEntry::units)
                .uuids(LedgerEntry::orderId)
                .texts(LedgerEntry::actor)
                .texts(LedgerEntry::reason)
                .integers(entry -> entry.counts().available())
                .integers(entry -> entry.counts().held())
                .integers(entry -> entry.counts().sold())
                .integers(entry -> entry.cause().partition())
                .numbers(entry -> entry.cause().offset())
                .instants(LedgerEntry::at)
                .bound()
                .then();
    }
}
