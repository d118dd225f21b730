package io.fairline.projection.store;

import io.fairline.projection.domain.Deal;
import io.fairline.projection.domain.DealChange;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes changes of deals. Runs inside the caller's transaction. */
final class DealWrites {

    private static final String COLUMNS = "deal_id, title, phase, available, held, sold, max_quantity_per_order,"
            + " hold_seconds, opens_at, opened_at, sequence, refused_command, refused_reason, refused_by, refused_at";

    private static final String OPEN = """
            INSERT INTO deals (%s)
            SELECT deal_id, title, phase, available, held, sold, max_quantity_per_order, hold_seconds,
                   at_millis(opens_at), at_millis(opened_at), sequence,
                   refused_command, refused_reason, refused_by, at_millis(refused_at)
              FROM unnest($1::integer[], $2::text[], $3::text[], $4::integer[], $5::integer[], $6::integer[],
                          $7::integer[], $8::integer[], $9::bigint[], $10::bigint[], $11::bigint[],
                          $12::text[], $13::text[], $14::text[], $15::bigint[]) AS u (%s)
            ON CONFLICT (deal_id) DO UPDATE SET
                   title = EXCLUDED.title, phase = EXCLUDED.phase, available = EXCLUDED.available,
                   held = EXCLUDED.held, sold = EXCLUDED.sold,
                   max_quantity_per_order = EXCLUDED.max_quantity_per_order, hold_seconds = EXCLUDED.hold_seconds,
                   opens_at = EXCLUDED.opens_at, opened_at = EXCLUDED.opened_at, sequence = EXCLUDED.sequence,
                   refused_command = EXCLUDED.refused_command, refused_reason = EXCLUDED.refused_reason,
                   refused_by = EXCLUDED.refused_by, refused_at = EXCLUDED.refused_at
             WHERE deals.sequence < EXCLUDED.sequence
            """.formatted(COLUMNS, COLUMNS);

    private static final String MOVE = """
            UPDATE deals AS d SET
                   phase = coalesce(u.phase, d.phase), available = u.available, held = u.held, sold = u.sold,
                   sequence = u.sequence,
                   refused_command = CASE WHEN u.answered THEN u.command ELSE d.refused_command END,
                   refused_reason = CASE WHEN u.answered THEN u.reason ELSE d.refused_reason END,
                   refused_by = CASE WHEN u.answered THEN u.requested_by ELSE d.refused_by END,
                   refused_at = CASE WHEN u.answered THEN at_millis(u.at) ELSE d.refused_at END
              FROM unnest($1::integer[], $2::text[], $3::integer[], $4::integer[], $5::integer[], $6::bigint[],
                          $7::bigint[], $8::boolean[], $9::text[], $10::text[], $11::text[], $12::bigint[])
                   AS u (deal_id, phase, available, held, sold, first_sequence, sequence, answered, command, reason,
                         requested_by, at)
             WHERE d.deal_id = u.deal_id AND d.sequence >= u.first_sequence - 1 AND d.sequence < u.sequence
            RETURNING d.*
            """;

    private static final String SKIPPED = """
            SELECT d.deal_id, d.sequence, u.first_sequence
              FROM unnest($1::integer[], $2::bigint[]) AS u (deal_id, first_sequence)
              JOIN deals AS d ON d.deal_id = u.deal_id AND d.sequence < u.first_sequence - 1
             LIMIT 1
            """;

    private final DatabaseClient database;

    DealWrites(DatabaseClient database) {
        this.database = database;
    }

    /** Writes the changes; emits the changed deals as they stand now, or {@link EventsSkipped}. */
    Flux<Deal> write(List<DealChange> changes) {
        List<Deal> opened = changes.stream()
                .filter(DealChange.Opened.class::isInstance)
                .map(change -> ((DealChange.Opened) change).deal())
                .toList();
        List<DealChange.Moved> moved = changes.stream()
                .filter(DealChange.Moved.class::isInstance)
                .map(DealChange.Moved.class::cast)
                .toList();
        return open(opened).concatWith(move(moved));
    }

    private Flux<Deal> open(List<Deal> deals) {
        if (deals.isEmpty()) {
            return Flux.empty();
        }
        return Columns.of(database.sql(OPEN), deals)
                .integers(Deal::dealId)
                .texts(Deal::title)
                .texts(deal -> deal.phase().name())
                .integers(deal -> deal.counts().available())
                .integers(deal -> deal.counts().held())
                .integers(deal -> deal.counts().sold())
                .integers(Deal::maxQuantityPerOrder)
                .integers(Deal::holdSeconds)
                .instants(Deal::opensAt)
                .instants(Deal::openedAt)
                .numbers(Deal::sequence)
                .refusals(Deal::refusal)
                .bound()
                .then()
                .thenMany(Flux.fromIterable(deals));
    }

    private Flux<Deal> move(List<DealChange.Moved> changes) {
        if (changes.isEmpty()) {
            return Flux.empty();
        }
        return Columns.of(database.sql(MOVE), changes)
                .integers(DealChange.Moved::dealId)
                .texts(change -> change.phase() == null ? null : change.phase().name())
                .integers(change -> change.counts().available())
                .integers(change -> change.counts().held())
                .integers(change -> change.counts().sold())
                .numbers(DealChange.Moved::firstSequence)
                .numbers(DealChange.Moved::sequence)
                .booleans(DealChange.Moved::answered)
                .refusals(DealChange.Moved::refusal)
                .bound()
                .map(Rows::deal)
                .all()
                .collectList()
                .flatMapMany(moved -> moved.size() == changes.size()
                        ? Flux.fromIterable(moved)
                        : refuseSkipped(changes).thenMany(Flux.fromIterable(moved)));
    }

    /** A deal that was not moved was never opened, which is fine, or lacks the events before these. */
    private Mono<Void> refuseSkipped(List<DealChange.Moved> changes) {
        return Columns.of(database.sql(SKIPPED), changes)
                .integers(DealChange.Moved::dealId)
                .numbers(DealChange.Moved::firstSequence)
                .bound()
                .map(row -> new EventsSkipped("deal %d stands at event %d, and the batch begins with its event %d"
                        .formatted(
                                Rows.integer(row, "deal_id"),
                                Rows.number(row, "sequence"),
                                Rows.number(row, "first_sequence"))))
                .one()
                .flatMap(Mono::error);
    }
}
