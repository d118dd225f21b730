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
final class HoldWatch {

    private final long retryMillis;
    private final Map<Integer, Watch> byDeal = new HashMap<>();
    private final NavigableSet<Watch> byTime =
            new TreeSet<>(Comparator.comparingLong(Watch::lookAtMillis).thenComparingInt(Watch::dealId));

    HoldWatch(long retryMillis) {
        this.retryMillis = retryMillis;
    }

    /** From now on the deal's earliest hold ends then; {@link Long#MAX_VALUE} when it holds nothing. */
    void note(int dealId, long earliestDeadlineMillis) {
        Watch before = byDeal.remove(dealId);
        if (before != null) {
            byTime.remove(before);
        }
        if (earliestDeadlineMillis != Long.MAX_VALUE) {
            Watch watch = new Watch(dealId, earliestDeadlineMillis);
            byDeal.put(dealId, watch);
            byTime.add(watch);
        }
    }

    /** The deals to ask about now, the longest overdue first, and no more than that many. */
    List<Integer> due(long wallClockMillis, int atMost) {
        List<Integer> deals = new ArrayList<>();
        while (deals.size() < atMost && !byTime.isEmpty() && byTime.first().lookAtMillis() <= wallClockMillis) {
            int dealId = byTime.first().dealId();
            deals.add(dealId);
            note(dealId, wallClockMillis + retryMillis);
        }
        return deals;
    }

    /** When the first of them wants to be looked at; {@link Long#MAX_VALUE} when none does. */
    long nextLookMillis() {
        return byTime.isEmpty() ? Long.MAX_VALUE : byTime.first().lookAtMillis();
    }

    private record Watch(int dealId, long lookAtMillis) {}
}
