package io.fairline.processor.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Which deals of a partition have a hold that may be due by the wall clock, so that somebody should ask the log.
 *
 * <p>A deal that was asked about is not looked at again until its answer is {@link #note}d or the retry time has
 * passed, so that ticks do not pile up behind a slow line or a clock that runs ahead of the broker's.
 */
final class HoldDeadlines {

    private final long retryMillis;
    private final Map<Integer, Deadline> byDeal = new HashMap<>();
    private final NavigableSet<Deadline> byTime =
            new TreeSet<>(Comparator.comparingLong(Deadline::dueMillis).thenComparingInt(Deadline::dealId));

    HoldDeadlines(long retryMillis) {
        this.retryMillis = retryMillis;
    }

    /** From now on the deal's earliest hold ends then; {@link Long#MAX_VALUE} when it holds nothing. */
    void note(int dealId, long earliestDeadlineMillis) {
        Deadline before = byDeal.remove(dealId);
        if (before != null) {
            byTime.remove(before);
        }
        if (earliestDeadlineMillis != Long.MAX_VALUE) {
            Deadline deadline = new Deadline(dealId, earliestDeadlineMillis);
            byDeal.put(dealId, deadline);
            byTime.add(deadline);
        }
    }

    /** The deals to ask about now, the longest overdue first, that many at most. Each is due again after the retry time. */
    List<Integer> takeDue(long wallClockMillis, int atMost) {
        List<Integer> deals = new ArrayList<>();
        while (deals.size() < atMost && !byTime.isEmpty() && byTime.first().dueMillis() <= wallClockMillis) {
            int dealId = byTime.first().dealId();
            deals.add(dealId);
            note(dealId, wallClockMillis + retryMillis);
        }
        return deals;
    }

    /** When the first of them is due; {@link Long#MAX_VALUE} when none ever is. */
    long nextDueMillis() {
        return byTime.isEmpty() ? Long.MAX_VALUE : byTime.first().dueMillis();
    }

    private record Deadline(int dealId, long dueMillis) {}
}
