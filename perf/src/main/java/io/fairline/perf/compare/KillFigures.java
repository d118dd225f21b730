package io.fairline.perf.compare;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What came of a deal that sold out while an instance was killed in the middle.
 *
 * @param lost orders that were accepted and have no decision
 * @param oversold units beyond the stock
 * @param undersold units left over although shoppers were told that there were none
 * @param secondsToDecided from the kill until all accepted orders were decided, or until no more were
 */
record KillFigures(long accepted, long lost, long oversold, long undersold, double secondsToDecided) {

    static KillFigures of(
            List<Placed> orders, List<Row> rows, List<Integer> deals, int stockOfEach, double secondsToDecided) {
        Set<UUID> decided = new HashSet<>();
        rows.forEach(row -> decided.add(row.id()));
        long accepted = orders.stream().filter(order -> order.id != null).count();
        long lost = orders.stream()
                .filter(order -> order.id != null && !decided.contains(order.id))
                .count();
        long oversold = 0;
        long undersold = 0;
        for (int deal : deals) {
            long sold = rows.stream()
                    .filter(row -> row.dealId() == deal && row.won())
                    .mapToLong(Row::quantity)
                    .sum();
            boolean hasTurnedAway = rows.stream().anyMatch(row -> row.dealId() == deal && !row.won())
                    || orders.stream().anyMatch(order -> order.dealId == deal && order.answer == Answer.SOLD_OUT);
            oversold += Math.max(0, sold - stockOfEach);
            undersold += hasTurnedAway ? Math.max(0, stockOfEach - sold) : 0;
        }
        return new KillFigures(accepted, lost, oversold, undersold, secondsToDecided);
    }
}
