package io.fairline.intake.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.intake.admission.DealTerms;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.deals.DealPhase;
import io.fairline.schemas.deals.DealRecord;
import io.fairline.schemas.deals.DealSnapshot;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DealFromAvroTest {

    @BeforeAll
    static void trustGeneratedRecords() {
        AvroSerdes.trustGeneratedRecords();
    }

    @Test
    void snapshotTellsTheTermsOfTheDeal() throws IOException {
        DealRecord read = DealRecord.fromByteBuffer(
                deal(DealPhase.OPEN, 1_764_266_400_123L, true).toByteBuffer());

        assertThat(DealFromAvro.terms(read))
                .isEqualTo(new DealTerms(7, 3, false, 2, Instant.ofEpochMilli(1_764_266_400_123L), true));
        assertThat(DealFromAvro.partitionCount(read)).isEqualTo(12);
    }

    @Test
    void dealWithoutOpeningTimeIsOpenAtOnce() {
        assertThat(DealFromAvro.terms(deal(DealPhase.OPEN, null, false)))
                .isEqualTo(new DealTerms(7, 3, false, 2, null, false));
    }

    @Test
    void onlyAClosedDealIsClosed() {
        assertThat(DealFromAvro.terms(deal(DealPhase.CLOSED, null, false)).closed())
                .isTrue();
        assertThat(DealFromAvro.terms(deal(DealPhase.UNKNOWN, null, false)).closed())
                .as("a phase of a later version is left to the log")
                .isFalse();
    }

    private static DealRecord deal(DealPhase phase, @Nullable Long opensAtMillis, boolean soldOut) {
        return new DealRecord(7, 3L, new DealSnapshot("Lamp", phase, 10, 2, 300, opensAtMillis, soldOut, 12));
    }
}
