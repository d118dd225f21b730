package io.fairline.perf.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Orders that were overtaken: somebody who came noticeably later stands before them. What differs by less is not counted,
 * as two orders that are on the wire together have no order that anybody could see.
 */
final class Inversions {

    static final long NOTICEABLE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private Inversions() {}

    /** How many; in the order of places, whoever sent long before somebody ahead of him was overtaken. */
    static long count(List<Row> rows, Map<UUID, Placed> orders) {
        Map<Integer, List<Row>> byDeal =
                rows.stream().filter(row -> orders.containsKey(row.id())).collect(Collectors.groupingBy(Row::dealId));
        return byDeal.values().stream().mapToLong(line -> inLine(line, orders)).sum();
    }

    private static long inLine(List<Row> line, Map<UUID, Placed> orders) {
        long overtaken = 0;
        long latestAhead = Long.MIN_VALUE;
        for (Row row :
                line.stream().sorted(Comparator.comparingLong(Row::place)).toList()) {
            Placed order = orders.get(row.id());
            if (order != null) {
                overtaken += latestAhead > order.sentNanos + NOTICEABLE_NANOS ? 1 : 0;
                latestAhead = Math.max(latestAhead, order.sentNanos);
            }
        }
        return overtaken;
    }
}
