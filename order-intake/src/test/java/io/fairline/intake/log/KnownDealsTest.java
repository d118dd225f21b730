package io.fairline.intake.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.intake.admission.DealTerms;
import org.junit.jupiter.api.Test;

class KnownDealsTest {

    private static final int DEAL = 7;

    private final KnownDeals deals = new KnownDeals();

    @Test
    void newsReplaceWhatIsKnown() {
        deals.learn(snapshot(1, false));
        deals.learn(snapshot(2, true));

        assertThat(deals.find(DEAL)).isEqualTo(snapshot(2, true));
    }

    /** So it comes when the log is read again from its beginning. */
    @Test
    void olderNewsChangeNothing() {
        deals.learn(snapshot(2, true));
        deals.learn(snapshot(1, false));

        assertThat(deals.find(DEAL)).isEqualTo(snapshot(2, true));
    }

    @Test
    void dealThatWasForgottenIsLearnedAnew() {
        deals.learn(snapshot(2, true));
        deals.forget(DEAL);
        deals.learn(snapshot(1, false));

        assertThat(deals.find(DEAL)).isEqualTo(snapshot(1, false));
    }

    private static DealTerms snapshot(long sequence, boolean soldOut) {
        return new DealTerms(DEAL, sequence, false, 2, null, soldOut);
    }
}
