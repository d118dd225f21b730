package io.fairline.processor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.processor.domain.Counts;
import io.fairline.processor.domain.Deal;
import io.fairline.processor.domain.Phase;
import io.fairline.processor.domain.Terms;
import io.fairline.schemas.deals.DealPhase;
import io.fairline.schemas.deals.DealRecord;
import io.fairline.schemas.deals.DealSnapshot;
import org.junit.jupiter.api.Test;

/** The crossing of a deal onto the wire, and when it is made. */
class DealToAvroTest {

    private static final Terms TERMS = new Terms("Espresso machine", 2, 60, 5_000L);

    @Test
    void writesTermsPhaseAndWhetherAnythingIsLeft() {
        assertThat(DealToAvro.write(deal(Phase.OPEN, TERMS, new Counts(5, 3, 2)), 12))
                .isEqualTo(new DealRecord(
                        7, 12L, new DealSnapshot("Espresso machine", DealPhase.OPEN, 10, 2, 60, 5_000L, false, 12)));
        assertThat(DealToAvro.write(deal(Phase.CLOSED, TERMS, new Counts(0, 3, 7)), 12))
                .isEqualTo(new DealRecord(
                        7, 12L, new DealSnapshot("Espresso machine", DealPhase.CLOSED, 10, 2, 60, 5_000L, true, 12)));
    }

    @Test
    void showsAChangeOfPhaseStockTermsOrTheLastUnitAndNoOther() {
        Deal before = deal(Phase.OPEN, TERMS, new Counts(5, 3, 2));
        assertThat(DealToAvro.showsAChange(before, deal(Phase.CLOSED, TERMS, new Counts(5, 3, 2))))
                .isTrue();
        assertThat(DealToAvro.showsAChange(before, deal(Phase.OPEN, TERMS, new Counts(6, 3, 2))))
                .isTrue();
        assertThat(DealToAvro.showsAChange(before, deal(Phase.OPEN, TERMS, new Counts(0, 8, 2))))
                .isTrue();
        Terms longer = new Terms("Espresso machine", 2, 61, 5_000L);
        assertThat(DealToAvro.showsAChange(before, deal(Phase.OPEN, longer, new Counts(5, 3, 2))))
                .isTrue();
        assertThat(DealToAvro.showsAChange(before, deal(Phase.OPEN, TERMS, new Counts(4, 4, 2))))
                .isFalse();
        assertThat(DealToAvro.showsAChange(Deal.unopened(7), Deal.unopened(7))).isFalse();
    }

    private static Deal deal(Phase phase, Terms terms, Counts counts) {
        return new Deal(7, phase, terms, counts, 12, 9, Deal.NO_DEADLINE);
    }
}
