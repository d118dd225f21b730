package io.fairline.perf.fairness;

import io.fairline.perf.fairness.Outcome.DealClosed;
import io.fairline.perf.fairness.Outcome.DealOpened;
import io.fairline.perf.fairness.Outcome.OrderCancelled;
import io.fairline.perf.fairness.Outcome.OrderConfirmed;
import io.fairline.perf.fairness.Outcome.OrderReserved;
import io.fairline.perf.fairness.Outcome.StockAdjusted;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** C6: the ledger holds every movement of stock that the events tell of, and no other. Who asked for it is not compared. */
final class LedgerEqualsTheFold implements Check {

    private record Key(int dealId, long sequence) {}

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Map<Key, LedgerRow> rows =
                HashMap.newHashMap(evidence.history().ledger().size());
        for (LedgerRow row : evidence.history().ledger()) {
            if (rows.put(new Key(row.dealId(), row.sequence()), row) != null) {
                findings.report("event %d of deal %d stands twice in the ledger", row.sequence(), row.dealId());
            }
        }
        for (Event event : evidence.history().events()) {
            LedgerRow expected = entryOf(event);
            LedgerRow row = rows.remove(new Key(event.dealId(), event.sequence()));
            if (expected == null ? row != null : !expected.equals(row)) {
                findings.report("the event makes the ledger's entry %s, the row says %s", expected, row);
            }
        }
        rows.values().forEach(row -> findings.report("%s has no event", row));
    }

    /** Null where no stock moved. */
    static @Nullable LedgerRow entryOf(Event event) {
        return switch (event.outcome()) {
            case DealOpened opened -> entry(event, "OPENED", opened.stock(), null, null);
            case StockAdjusted adjusted -> entry(event, "ADJUSTED", adjusted.delta(), null, null);
            case DealClosed _ -> entry(event, "CLOSED", 0, null, null);
            case OrderReserved won -> entry(event, "RESERVED", won.quantity(), won.orderId(), null);
            case OrderConfirmed sold -> entry(event, "CONFIRMED", sold.quantity(), sold.orderId(), null);
            case OrderCancelled gone ->
                entry(
                        event,
                        "CANCELLED",
                        gone.quantity(),
                        gone.orderId(),
                        gone.reason().name());
            case Outcome.OrderRejected _, Outcome.CommandRefused _ -> null;
        };
    }

    private static LedgerRow entry(
            Event event, String kind, int units, @Nullable UUID orderId, @Nullable String reason) {
        return new LedgerRow(
                event.dealId(),
                event.sequence(),
                kind,
                units,
                orderId,
                reason,
                event.available(),
                event.held(),
                event.sold(),
                event.cause(),
                event.decidedAtMillis());
    }
}
