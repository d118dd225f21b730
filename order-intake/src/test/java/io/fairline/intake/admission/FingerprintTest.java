package io.fairline.intake.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.intake.admission.Command.AdjustStock;
import io.fairline.intake.admission.Command.PlaceOrder;
import io.fairline.schemas.OrderId;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    @Test
    void isForLifeSinceOtherInstancesAndTheLogHoldOlderOnes() {
        assertThat(Fingerprint.of(order(1, 7, 2))).isEqualTo(5174522347149507669L);
        assertThat(Fingerprint.of(new AdjustStock(7, new UUID(1, 2), -5))).isEqualTo(-7952763293964940134L);
    }

    @Test
    void isTheSameForTheSameMeaningUnderAnotherId() {
        assertThat(Fingerprint.of(order(1, 7, 2))).isEqualTo(Fingerprint.of(order(2, 7, 2)));
    }

    @Test
    void isAnotherForAnotherDealQuantityOrKindOfCommand() {
        long fingerprint = Fingerprint.of(order(1, 7, 2));

        assertThat(Fingerprint.of(order(1, 8, 2))).isNotEqualTo(fingerprint);
        assertThat(Fingerprint.of(order(1, 7, 1))).isNotEqualTo(fingerprint);
        assertThat(Fingerprint.of(order(1, 2, 7))).isNotEqualTo(fingerprint);
        assertThat(Fingerprint.of(new AdjustStock(7, new UUID(1, 2), 2))).isNotEqualTo(fingerprint);
    }

    private static PlaceOrder order(long seed, int dealId, int quantity) {
        return new PlaceOrder(OrderId.random(dealId, new SplittableRandom(seed)), quantity);
    }
}
