package io.fairline.perf.fairness;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** C6: the rows are what the events add up to, no more and no fewer. */
final class DatabaseEqualsTheFold implements Check {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        examineOrders(evidence, findings);
        examineDeals(evidence, findings);
    }

    private static void examineOrders(Evidence evidence, Findings findings) {
        Map<UUID, OrderRow> rows =
                HashMap.newHashMap(evidence.history().orders().size());
        for (OrderRow row : evidence.history().orders()) {
            if (rows.put(row.orderId(), row) != null) {
                findings.report("order %s has two rows", row.orderId());
            }
        }
        for (OrderStates.State order : evidence.ordersAtTheEnd().all()) {
            OrderRow row = rows.remove(order.orderId());
            if (row == null) {
                findings.report("order %s is %s and has no row", order.orderId(), order.status());
            } else if (!asDecided(order, row)) {
                findings.report("order %s: the events make it %s, its row says %s", order.orderId(), order, row);
            }
        }
        rows.keySet().forEach(id -> findings.report("order %s has a row and no event", id));
    }

    private static boolean asDecided(OrderStates.State order, OrderRow row) {
        return row.dealId() == order.dealId()
                && row.shopper().equals(order.shopper())
                && row.quantity() == order.quantity()
                && row.status() == order.status()
                && Objects.equals(row.reason(), order.reason())
                && row.placeInLine() == order.placeInLine()
                && row.holdUntilMillis() == order.holdUntilMillis()
                && row.version() == order.version();
    }

    private static void examineDeals(Evidence evidence, Findings findings) {
        Map<Integer, DealRow> rows = new HashMap<>();
        for (DealRow row : evidence.history().deals()) {
            if (rows.put(row.dealId(), row) != null) {
                findings.report("deal %d has two rows", row.dealId());
            }
        }
        evidence.eventsByDeal().forEach((dealId, events) -> {
            DealState deal = new DealState();
            events.forEach(deal::apply);
            if (deal.terms() != null) {
                examineDeal(expectedRow(dealId, deal, events), rows.remove(dealId), findings);
            }
        });
        rows.keySet().forEach(id -> findings.report("deal %d has a row and was never opened", id));
    }

    private static DealRow expectedRow(int dealId, DealState deal, List<Event> events) {
        return new DealRow(
                dealId,
                events.getLast().sequence(),
                Math.toIntExact(deal.stock()),
                Math.toIntExact(deal.available()),
                Math.toIntExact(deal.held()),
                Math.toIntExact(deal.sold()));
    }

    private static void examineDeal(DealRow expected, @Nullable DealRow row, Findings findings) {
        if (!expected.equals(row)) {
            findings.report("the events make it %s, the row says %s", expected, row);
        }
    }
}
