package io.fairline.intake.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.intake.admission.Command.AdjustStock;
import io.fairline.intake.admission.Command.CancelOrder;
import io.fairline.intake.admission.Command.CloseDeal;
import io.fairline.intake.admission.Command.ConfirmOrder;
import io.fairline.intake.admission.Command.OpenDeal;
import io.fairline.intake.admission.Command.PlaceOrder;
import io.fairline.intake.admission.Verdict.Admitted;
import io.fairline.intake.admission.Verdict.Closed;
import io.fairline.intake.admission.Verdict.DealExists;
import io.fairline.intake.admission.Verdict.NotOpenYet;
import io.fairline.intake.admission.Verdict.OverMaximum;
import io.fairline.intake.admission.Verdict.SoldOut;
import io.fairline.intake.admission.Verdict.UnknownDeal;
import io.fairline.schemas.OrderId;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdmissionTest {

    private static final int DEAL = 7;
    private static final int MAXIMUM = 2;
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final OrderId ORDER =
            OrderId.parse("00000007-5f0e-8c1d-9a2b-3c4d5e6f7081").orElseThrow();

    private static final DealTerms OPEN = new DealTerms(DEAL, 1, false, MAXIMUM, null, false);
    private static final DealTerms SOLD_OUT = new DealTerms(DEAL, 1, false, MAXIMUM, null, true);
    private static final DealTerms CLOSED = new DealTerms(DEAL, 1, true, MAXIMUM, null, false);
    private static final DealTerms OPENS_AT_NOON = new DealTerms(DEAL, 1, false, MAXIMUM, NOON, false);

    private static final Command OPENING = new OpenDeal(DEAL, "Lamp", 10, MAXIMUM, 300, null);
    private static final Command ADJUSTMENT = new AdjustStock(DEAL, new UUID(1, 2), 5);

    @Test
    void orderForAnOpenDealIsAdmittedUpToItsMaximum() {
        assertThat(decide(order(1), OPEN)).isEqualTo(new Admitted());
        assertThat(decide(order(MAXIMUM), OPEN)).isEqualTo(new Admitted());
        assertThat(decide(order(MAXIMUM + 1), OPEN)).isEqualTo(new OverMaximum(MAXIMUM));
    }

    @Test
    void orderIsAdmittedFromTheMomentTheDealOpens() {
        assertThat(decide(order(1), OPENS_AT_NOON, NOON.minusNanos(1), true)).isEqualTo(new NotOpenYet(NOON));
        assertThat(decide(order(1), OPENS_AT_NOON, NOON, true)).isEqualTo(new Admitted());
    }

    @Test
    void orderForAClosedDealIsTurnedAway() {
        assertThat(decide(order(1), CLOSED)).isEqualTo(new Closed());
    }

    @Test
    void orderForASoldOutDealIsTurnedAwayOnlyByTheGate() {
        assertThat(decide(order(1), SOLD_OUT, NOON, true)).isEqualTo(new SoldOut());
        assertThat(decide(order(1), SOLD_OUT, NOON, false)).isEqualTo(new Admitted());
    }

    @Test
    void closedIsTheNewsOfADealThatIsSoldOutToo() {
        DealTerms soldOutAndClosed = new DealTerms(DEAL, 1, true, MAXIMUM, null, true);

        assertThat(decide(order(1), soldOutAndClosed)).isEqualTo(new Closed());
    }

    @Test
    void closedIsTheNewsOfADealThatWasToOpenToo() {
        DealTerms closedBefore = new DealTerms(DEAL, 1, true, MAXIMUM, NOON, false);

        assertThat(decide(order(1), closedBefore, NOON.minusSeconds(60), true)).isEqualTo(new Closed());
    }

    @ParameterizedTest
    @MethodSource
    void commandForADealThatNobodyKnowsIsTurnedAway(Command command) {
        assertThat(decide(command, null)).isEqualTo(new UnknownDeal());
    }

    static Stream<Command> commandForADealThatNobodyKnowsIsTurnedAway() {
        return Stream.of(order(1), new ConfirmOrder(ORDER), new CancelOrder(ORDER), ADJUSTMENT, new CloseDeal(DEAL));
    }

    @Test
    void ordersOfADealAreConfirmedAndCancelledInWhateverPhaseItIs() {
        for (DealTerms terms : new DealTerms[] {OPEN, SOLD_OUT, CLOSED, OPENS_AT_NOON}) {
            assertThat(decide(new ConfirmOrder(ORDER), terms))
                    .as("confirm: %s", terms)
                    .isEqualTo(new Admitted());
            assertThat(decide(new CancelOrder(ORDER), terms))
                    .as("cancel: %s", terms)
                    .isEqualTo(new Admitted());
        }
    }

    @Test
    void dealIsOpenedOnce() {
        assertThat(decide(OPENING, null)).isEqualTo(new Admitted());
        assertThat(decide(OPENING, OPEN)).isEqualTo(new DealExists());
        assertThat(decide(OPENING, CLOSED)).isEqualTo(new DealExists());
    }

    @Test
    void dealIsAdjustedAndClosedUntilItIsClosed() {
        assertThat(decide(ADJUSTMENT, SOLD_OUT)).isEqualTo(new Admitted());
        assertThat(decide(new CloseDeal(DEAL), OPENS_AT_NOON)).isEqualTo(new Admitted());
        assertThat(decide(ADJUSTMENT, CLOSED)).isEqualTo(new Closed());
        assertThat(decide(new CloseDeal(DEAL), CLOSED)).isEqualTo(new Closed());
    }

    private static Command order(int quantity) {
        return new PlaceOrder(ORDER, quantity);
    }

    private static Verdict decide(Command command, @Nullable DealTerms terms) {
        return decide(command, terms, NOON.minusSeconds(1), true);
    }

    private static Verdict decide(Command command, @Nullable DealTerms terms, Instant now, boolean soldOutGate) {
        return Admission.decide(command, terms, now, soldOutGate);
    }
}
