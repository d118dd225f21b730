package io.fairline.perf.compare;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * What came of a deal that sold out while an instance was killed in the middle.
 *
 * @param lost orders that were accepted and have no decision
 * @param soldOut deals of which somebody was told that nothing was left: only of these the next two can be known
 * @param oversold units beyond the stock
 * @param undersold units left over although shoppers were told that there were none
 * @param secondsToDecided from the kill until an order was decided that had been sent after it
 */
record KillFigures(long accepted, long lost, long soldOut, long oversold, long undersold, double secondsToDecided) {

    /** @throws IllegalStateException when nothing was decided after the kill */
    static KillFigures of(List<Placed> orders, List<Row> rows, List<Integer> deals, int stockOfEach, long killedNanos) {
        Set<UUID> decided = new HashSet<>();
        rows.forEach(row -> decided.add(row.id()));
        long accepted = orders.stream().filter(order -> order.id != null).count();
        long lost = orders.stream()
                .filter(order -> order.id != null && !decided.contains(order.id))
                .count();
        Set<Integer> soldOut = soldOut(orders, rows, deals);
        long oversold = 0;
        long undersold = 0;
        for (int deal : deals) {
            long sold = rows.stream()
                    .filter(row -> row.dealId() == deal && row.won())
                    .mapToLong(Row::quantity)
                    .sum();
            boolean isSoldOut = soldOut.contains(deal);
            oversold += Math.max(0, sold - stockOfEach);
            undersold += isSoldOut ? Math.max(0, stockOfEach - sold) : 0;
        }
        long decidedNanos = decidedAfter(orders, killedNanos)
                .min()
                .orElseThrow(() -> new IllegalStateException("nothing was decided after the kill"));
        return new KillFigures(accepted, lost, soldOut.size(), oversold, undersold, (decidedNanos - killedNanos) / 1e9);
    }

    /** Whether the decision of an order was seen that had been sent after the kill. */
    static boolean isDecidedAfter(List<Placed> orders, long killedNanos) {
        return decidedAfter(orders, killedNanos).findAny().isPresent();
    }

    private static LongStream decidedAfter(List<Placed> orders, long killedNanos) {
        return orders.stream()
                .filter(order -> order.dueNanos > killedNanos && order.decidedNanos > 0)
                .mapToLong(order -> order.decidedNanos);
    }

    /** The deals of which somebody was told that nothing is left. */
    static Set<Integer> soldOut(List<Placed> orders, List<Row> rows, List<Integer> deals) {
        Set<Integer> turnedAway = new HashSet<>();
        rows.stream().filter(row -> !row.won()).forEach(row -> turnedAway.add(row.dealId()));
        orders.stream().filter(order -> order.answer == Answer.SOLD_OUT).forEach(order -> turnedAway.add(order.dealId));
        turnedAway.retainAll(deals);
        return turnedAway;
    }
}
