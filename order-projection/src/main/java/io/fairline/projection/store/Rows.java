package io.fairline.projection.store;

import io.fairline.projection.domain.Counts;
import io.fairline.projection.domain.Deal;
import io.fairline.projection.domain.LedgerEntry;
import io.fairline.projection.domain.Order;
import io.fairline.projection.domain.OrderStatus;
import io.fairline.projection.domain.Phase;
import io.fairline.projection.domain.Position;
import io.fairline.projection.domain.Refusal;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The crossing from rows to the domain. The other way: {@link OrderWrites}, {@link DealWrites}, {@link LedgerWrites}. */
final class Rows {

    private Rows() {}

    static Order order(Readable row) {
        return new Order(
                uuid(row, "order_id"),
                integer(row, "deal_id"),
                text(row, "shopper"),
                integer(row, "quantity"),
                OrderStatus.valueOf(text(row, "status")),
                row.get("reason", String.class),
                row.get("place_in_line", Long.class),
                row.get("hold_until", Instant.class),
                instant(row, "placed_at"),
                instant(row, "updated_at"),
                number(row, "version"),
                number(row, "cause_offset"),
                refusal(row));
    }

    static Deal deal(Readable row) {
        return new Deal(
                integer(row, "deal_id"),
                text(row, "title"),
                Phase.valueOf(text(row, "phase")),
                counts(row),
                integer(row, "max_quantity_per_order"),
                integer(row, "hold_seconds"),
                row.get("opens_at", Instant.class),
                instant(row, "opened_at"),
                number(row, "sequence"),
                refusal(row));
    }

    static LedgerEntry ledgerEntry(Readable row) {
        return new LedgerEntry(
                integer(row, "deal_id"),
                number(row, "sequence"),
                LedgerEntry.Kind.valueOf(text(row, "kind")),
                row.get("order_id", UUID.class),
                integer(row, "units"),
                text(row, "actor"),
                row.get("reason", String.class),
                counts(row),
                new Position(integer(row, "cause_partition"), number(row, "cause_offset")),
                instant(row, "at"));
    }

    static UUID uuid(Readable row, String column) {
        return notNull(row.get(column, UUID.class), column);
    }

    static int integer(Readable row, String column) {
        return notNull(row.get(column, Integer.class), column);
    }

    static long number(Readable row, String column) {
        return notNull(row.get(column, Long.class), column);
    }

    private static String text(Readable row, String column) {
        return notNull(row.get(column, String.class), column);
    }

    private static Instant instant(Readable row, String column) {
        return notNull(row.get(column, Instant.class), column);
    }

    private static Counts counts(Readable row) {
        return new Counts(integer(row, "available"), integer(row, "held"), integer(row, "sold"));
    }

    private static @Nullable Refusal refusal(Readable row) {
        String command = row.get("refused_command", String.class);
        return command == null
                ? null
                : new Refusal(
                        command, text(row, "refused_reason"), text(row, "refused_by"), instant(row, "refused_at"));
    }

    private static <T> T notNull(@Nullable T value, String column) {
        return Objects.requireNonNull(value, column);
    }
}
