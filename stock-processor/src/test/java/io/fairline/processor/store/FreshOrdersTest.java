package io.fairline.processor.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.processor.domain.Counts;
import io.fairline.processor.domain.Deal;
import io.fairline.processor.domain.Phase;
import io.fairline.processor.domain.Terms;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FreshOrdersTest {

    private static final int ORDERS = 500_000;
    private static final Deal UNTOUCHED = Deal.unopened(7);

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final FreshOrders fresh = new FreshOrders();

    @Test
    void neverTakesAStoredOrderForNew() {
        SplittableRandom random = new SplittableRandom(seed);
        fresh.isNew(UNTOUCHED, randomId(random));
        for (int i = 0; i < ORDERS; i++) {
            UUID order = randomId(random);
            fresh.add(7, order);
            assertThat(fresh.isNew(UNTOUCHED, order)).as("-Dseed=%d", seed).isFalse();
        }
    }

    @Test
    void knowsNearlyAllNewOrdersOfADealThatItHasSeenFromTheFirst() {
        SplittableRandom random = new SplittableRandom(seed);
        int missed = 0;
        for (int i = 0; i < ORDERS; i++) {
            UUID order = randomId(random);
            missed += fresh.isNew(UNTOUCHED, order) ? 0 : 1;
            fresh.add(7, order);
        }
        assertThat(missed).as("-Dseed=%d", seed).isLessThan(ORDERS / 50);
    }

    @Test
    void knowsNothingOfADealThatHadOrdersBefore() {
        Deal before =
                new Deal(7, Phase.OPEN, new Terms("Tea", 1, 1, null), new Counts(1, 0, 0), 2, 1, Deal.NO_DEADLINE);
        assertThat(fresh.isNew(before, randomId(new SplittableRandom(seed)))).isFalse();
    }

    @Test
    void goesOnKnowingADealAfterItsFirstOrders() {
        SplittableRandom random = new SplittableRandom(seed);
        assertThat(fresh.isNew(UNTOUCHED, randomId(random))).isTrue();
        Deal later = new Deal(7, Phase.OPEN, new Terms("Tea", 1, 1, null), new Counts(1, 0, 0), 2, 1, Deal.NO_DEADLINE);
        assertThat(fresh.isNew(later, randomId(random))).isTrue();
    }

    private static UUID randomId(SplittableRandom random) {
        return new UUID(7L << 32 | 0x8000L | random.nextInt(1 << 12), random.nextLong());
    }
}
