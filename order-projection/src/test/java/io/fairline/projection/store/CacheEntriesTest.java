package io.fairline.projection.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.projection.domain.Order;
import io.fairline.projection.domain.OrderStatus;
import io.fairline.projection.domain.Refusal;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The crossing from the domain to the cache and back. */
class CacheEntriesTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final Order ORDER = new Order(
            UUID.fromString("00000007-0000-8000-8000-000000000001"),
            7,
            "alice",
            2,
            OrderStatus.REJECTED,
            "SOLD_OUT",
            4L,
            null,
            AT,
            AT,
            9,
            12,
            new Refusal("CONFIRM_ORDER", "ORDER_REJECTED", "alice", AT));

    private final CacheEntries entries = new CacheEntries();

    @Test
    void orderComesBackAsItWas() {
        String entry = entries.write(3, ORDER.version(), ORDER);

        assertThat(entries.read(entry, Order.class)).isEqualTo(ORDER);
        assertThat(CacheEntries.epochOf(entry)).isEqualTo(3);
    }

    @Test
    void laterEpochComparesAsGreaterAndThenLaterVersion() {
        assertThat(entries.write(3, 10, ORDER)).isGreaterThan(entries.write(3, 9, ORDER));
        assertThat(entries.write(16, 1, ORDER)).isGreaterThan(entries.write(9, 255, ORDER));
    }

    @Test
    void leaseTellsHowFarThePartitionIsEvenWhenNothingWasApplied() {
        String nothing = CacheEntries.digits(3) + CacheEntries.reached(new PartitionState(0, 0, -1));
        String something = CacheEntries.digits(3) + CacheEntries.reached(new PartitionState(0, 5678, 1234));

        assertThat(CacheEntries.appliedOf(nothing)).isEqualTo(-1);
        assertThat(CacheEntries.nextOffsetOf(nothing)).isZero();
        assertThat(CacheEntries.appliedOf(something)).isEqualTo(1234);
        assertThat(CacheEntries.nextOffsetOf(something)).isEqualTo(5678);
        assertThat(something).isGreaterThan(nothing);
    }
}
