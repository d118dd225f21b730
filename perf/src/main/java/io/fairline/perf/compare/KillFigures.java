package io.fairline.perf.compare;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What came of a deal that sold out while an instance was killed in the middle.
 *
 * @param lost orders that were accepted and have no decision
 * @param soldOut deals of which somebody was told that nothing was left: only of these the next two can be known
 * @param oversold units beyond the stock
 * @param undersold units left over although shoppers were told that there were none
 * @param secondsToDecided from the kill until every deal that had been deciding did so again, each for an order that had been
 *     sent after the kill; infinite where one never did
 */
record KillFigures(long accepted, long lost, long soldOut, long oversold, long undersold, double secondsToDecided) {

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
        return new KillFigures(
                accepted, lost, soldOut.size(), oversold, undersold, secondsToDecided(orders, killedNanos));
    }

    /** Whether every deal whose decisions were seen before the kill was seen to decide an order that was sent after it. */
    static boolean allDecideAgain(List<Placed> orders, long killedNanos) {
        return !Double.isInfinite(secondsToDecided(orders, killedNanos));
    }

    /** The last deal counts: of many deals some belong to an instance that was not killed, and never stop. */
    private static double secondsToDecided(List<Placed> orders, long killedNanos) {
        Set<Integer> deciding = new HashSet<>();
        Map<Integer, Long> again = new HashMap<>();
        for (Placed order : orders) {
            if (order.decidedNanos > 0 && order.decidedNanos <= killedNanos) {
                deciding.add(order.dealId);
            }
            long told = toldNanos(order);
            if (order.dueNanos > killedNanos && told > 0) {
                again.merge(order.dealId, told, Math::min);
            }
        }
        if (again.isEmpty() || !again.keySet().containsAll(deciding)) {
            return Double.POSITIVE_INFINITY;
        }
        // Where nothing was seen before the kill, all count.
        again.keySet().removeIf(deal -> !deciding.isEmpty() && !deciding.contains(deal));
        long last = again.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        return (last - killedNanos) / 1e9;
    }

    /** When a shopper learned how the order ended; that nothing is left is an end too. 0 where nobody saw it. */
    private static long toldNanos(Placed order) {
        return order.answer == Answer.SOLD_OUT ? order.answeredNanos : order.decidedNanos;
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
