package io.fairline.processor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fairline.processor.domain.Adjustment;
import io.fairline.processor.domain.Counts;
import io.fairline.processor.domain.Deal;
import io.fairline.processor.domain.Line;
import io.fairline.processor.domain.Order;
import io.fairline.processor.domain.OrderStatus;
import io.fairline.processor.domain.Phase;
import io.fairline.processor.domain.Terms;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What lies in the stores and their changelogs is read by later versions: the bytes are pinned. */
class StoredFormsTest {

    private static final UUID ORDER_ID = UUID.fromString("00000007-1234-8abc-9def-0123456789ab");
    private static final Order ORDER =
            new Order(ORDER_ID, "alice", List.of(new Line(7, 2)), 0x1122334455667788L, OrderStatus.RESERVED, 5_000);
    private static final Deal DEAL =
            new Deal(7, Phase.OPEN, new Terms("Tée", 2, 60, 4_000L), new Counts(5, 3, 2), 12, 9, 6_000);

    @Test
    void anOrderIsStoredAsVersion1() {
        assertThat(HexFormat.of().formatHex(StoredOrder.encode(ORDER)))
                .isEqualTo("01" + "01" + "1122334455667788" + "0000000000001388" + "0005616c696365" + "0001"
                        + "00000007" + "00000002");
    }

    @Test
    void aDealIsStoredAsVersion1() {
        assertThat(HexFormat.of().formatHex(StoredDeal.encode(DEAL)))
                .isEqualTo("01" + "02" + "00000005" + "00000003" + "00000002" + "000000000000000c"
                        + "0000000000000009" + "0000000000001770" + "00000002" + "0000003c" + "0000000000000fa0"
                        + "000454c3a965");
    }

    @Test
    void anAdjustmentLiesBehindItsDeal() {
        assertThat(HexFormat.of().formatHex(AdjustmentKey.of(7, ORDER_ID)))
                .isEqualTo("00000007" + "0000000712348abc9def0123456789ab");
        Adjustment adjustment = new Adjustment(ORDER_ID, -2);
        byte[] stored = StoredAdjustment.encode(adjustment);
        assertThat(HexFormat.of().formatHex(stored)).isEqualTo("fffffffe");
        assertThat(StoredAdjustment.decode(ORDER_ID, stored)).isEqualTo(adjustment);
    }

    @Test
    void aHoldLiesBehindItsDealAndDeadline() {
        byte[] key = HoldKey.of(7, 5_000, ORDER_ID);
        assertThat(HexFormat.of().formatHex(key))
                .isEqualTo("00000007" + "0000000000001388" + "0000000712348abc9def0123456789ab");
        assertThat(HoldKey.deadlineMillisOf(key)).isEqualTo(5_000);
        assertThat(HoldKey.orderKeyOf(key)).isEqualTo(OrderKey.of(ORDER_ID));
    }

    @Test
    void theHoldsOfADealLieBetweenItsFirstAndItsLast() {
        byte[] first = HoldKey.firstFrom(7, 5_000);
        byte[] last = HoldKey.last(7);
        assertThat(Arrays.compareUnsigned(first, HoldKey.of(7, 5_000, ORDER_ID)))
                .isNegative();
        assertThat(Arrays.compareUnsigned(last, HoldKey.of(7, Long.MAX_VALUE, ORDER_ID)))
                .isPositive();
        assertThat(Arrays.compareUnsigned(first, HoldKey.of(7, 4_999, ORDER_ID)))
                .isPositive();
        assertThat(Arrays.compareUnsigned(last, HoldKey.of(8, 0, ORDER_ID))).isNegative();
    }

    @ParameterizedTest
    @EnumSource
    void everyOrderIsReadAsItWasStored(OrderStatus status) {
        for (List<Line> lines :
                List.of(ORDER.lines(), List.<Line>of(), List.of(new Line(8, -1), new Line(9, Integer.MAX_VALUE)))) {
            Order order = new Order(ORDER_ID, "алиса", lines, -1, status, 0);
            assertThat(StoredOrder.decode(OrderKey.of(ORDER_ID), StoredOrder.encode(order)))
                    .isEqualTo(order);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyDealIsReadAsItWasStored(Phase phase) {
        Deal deal =
                new Deal(7, phase, new Terms("", 0, 0, null), new Counts(0, 0, 0), Long.MAX_VALUE, 0, Deal.NO_DEADLINE);
        assertThat(StoredDeal.decode(7, StoredDeal.encode(deal))).isEqualTo(deal);
    }

    @Test
    void aFormOfALaterVersionIsNotGuessedAt() {
        byte[] order = StoredOrder.encode(ORDER);
        byte[] deal = StoredDeal.encode(DEAL);
        order[0] = 2;
        deal[0] = 2;
        assertThatIllegalStateException()
                .isThrownBy(() -> StoredOrder.decode(OrderKey.of(ORDER_ID), order))
                .withMessageContaining("version 2");
        assertThatIllegalStateException()
                .isThrownBy(() -> StoredDeal.decode(7, deal))
                .withMessageContaining("version 2");
    }
}
