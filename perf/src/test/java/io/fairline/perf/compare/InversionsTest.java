package io.fairline.perf.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InversionsTest {

    private static final long LONG = 2 * Inversions.NOTICEABLE_NANOS;

    @Test
    void aLineInTheOrderOfArrivalHasNone() {
        assertThat(count(at(1, 0), at(2, LONG), at(3, 2 * LONG))).isZero();
    }

    @Test
    void countsEachWhoStandsBehindSomebodyWhoCameLater() {
        assertThat(count(at(3, 0), at(2, LONG), at(1, 2 * LONG))).isEqualTo(2);
        assertThat(count(at(1, 2 * LONG), at(2, 0), at(3, LONG))).isEqualTo(2);
    }

    @Test
    void doesNotCountWhatNobodyCouldNotice() {
        assertThat(count(at(2, 0), at(1, Inversions.NOTICEABLE_NANOS / 2))).isZero();
    }

    @Test
    void linesOfDifferentDealsAreNotCompared() {
        assertThat(count(new Stood(1, 1, LONG), new Stood(2, 2, 0))).isZero();
    }

    private static long count(Stood... all) {
        Map<UUID, Stood> byId = Stream.of(all).collect(Collectors.toMap(stood -> UUID.randomUUID(), stood -> stood));
        List<Row> rows = byId.entrySet().stream()
                .map(entry -> new Row(
                        entry.getKey(),
                        entry.getValue().deal(),
                        1,
                        true,
                        entry.getValue().place()))
                .toList();
        Map<UUID, Placed> orders = byId.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> sentAt(entry.getValue())));
        return Inversions.count(rows, orders);
    }

    private static Placed sentAt(Stood stood) {
        Placed order = new Placed(0, stood.deal(), 0);
        order.sentNanos = stood.sentNanos();
        return order;
    }

    private static Stood at(long place, long sentNanos) {
        return new Stood(1, place, sentNanos);
    }

    private record Stood(int deal, long place, long sentNanos) {}
}
