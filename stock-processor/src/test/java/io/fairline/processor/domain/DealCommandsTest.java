package io.fairline.processor.domain;

import static io.fairline.processor.domain.DealFixture.ADJUSTMENT;
import static io.fairline.processor.domain.DealFixture.TERMS;
import static io.fairline.processor.domain.DealFixture.adjust;
import static io.fairline.processor.domain.DealFixture.close;
import static io.fairline.processor.domain.DealFixture.openWith;
import static io.fairline.processor.domain.DealFixture.place;
import static io.fairline.processor.domain.DealFixture.unopened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fairline.processor.domain.Command.AdjustStock;
import io.fairline.processor.domain.Command.OpenDeal;
import io.fairline.processor.domain.Event.CommandRefused;
import io.fairline.processor.domain.Event.DealClosed;
import io.fairline.processor.domain.Event.DealOpened;
import io.fairline.processor.domain.Event.OrderReserved;
import io.fairline.processor.domain.Event.RefusalReason;
import io.fairline.processor.domain.Event.RefusedCommand;
import io.fairline.processor.domain.Event.StockAdjusted;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DealCommandsTest {

    private static final long JUST_BEFORE_THE_YEAR_2000 = 946_684_799_999L;
    private static final long THE_YEAR_2100 = 4_102_444_800_000L;

    @Test
    void opensADeal() {
        DealFixture deal = unopened();
        assertThat(deal.answerTo(new OpenDeal(TERMS, 10, "ops"))).isEqualTo(new DealOpened(TERMS, 10, "ops"));
        assertThat(deal.deal().phase()).isEqualTo(Phase.OPEN);
        assertThat(deal.counts()).isEqualTo(new Counts(10, 0, 0));
        assertThat(deal.deal().sequence()).isEqualTo(1);
    }

    @Test
    void refusesToOpenADealThatIsOpen() {
        DealFixture deal = openWith(10);
        assertThat(deal.answerTo(new OpenDeal(TERMS, 99, "ops")))
                .isEqualTo(refused(RefusedCommand.OPEN_DEAL, RefusalReason.DEAL_EXISTS));
        assertThat(deal.counts().stock()).isEqualTo(10);
    }

    @Test
    void refusesToOpenADealThatWasClosed() {
        DealFixture deal = openWith(10);
        deal.send(close());
        assertThat(deal.answerTo(new OpenDeal(TERMS, 99, "ops")))
                .isEqualTo(refused(RefusedCommand.OPEN_DEAL, RefusalReason.DEAL_EXISTS));
    }

    @Test
    void opensADealThatHasRejectedOrdersAndGoesOnCounting() {
        DealFixture deal = unopened();
        deal.send(place(1, "alice", 1));
        deal.send(new OpenDeal(TERMS, 10, "ops"));
        assertThat(deal.answerTo(place(2, "bob", 1)))
                .isInstanceOfSatisfying(
                        OrderReserved.class,
                        won -> assertThat(won.placeInLine()).isEqualTo(2));
        assertThat(deal.deal().sequence()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, 1_000_000_001, Integer.MAX_VALUE})
    void refusesToOpenADealWithImpossibleStock(int stock) {
        assertThat(unopened().answerTo(new OpenDeal(TERMS, stock, "ops")))
                .isEqualTo(refused(RefusedCommand.OPEN_DEAL, RefusalReason.INVALID_COMMAND));
    }

    @ParameterizedTest
    @CsvSource({"'',1,1", "' ',1,1", "Tea,0,1", "Tea,-5,1", "Tea,1,0", "Tea,1,-1", "Tea,1,86401"})
    void refusesToOpenADealOnUnsoundTerms(String title, int maxQuantity, int holdSeconds) {
        Terms terms = new Terms(title, maxQuantity, holdSeconds, null);
        assertThat(unopened().answerTo(new OpenDeal(terms, 1, "ops")))
                .isEqualTo(refused(RefusedCommand.OPEN_DEAL, RefusalReason.INVALID_COMMAND));
    }

    @Test
    void refusesATitleOfMoreThan120CharactersAndCountsWhatPeopleSee() {
        OpenDeal longest = new OpenDeal(new Terms("🎟".repeat(120), 1, 86_400, null), 1_000_000_000, "ops");
        OpenDeal longer = new OpenDeal(new Terms("🎟".repeat(121), 1, 86_400, null), 1_000_000_000, "ops");
        assertThat(unopened().answerTo(longest)).isInstanceOf(DealOpened.class);
        assertThat(unopened().answerTo(longer)).isInstanceOf(CommandRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tea\u0000", "\nTea", "Green\u001bTea", "Tea\u007f", "Tea\u0085"})
    void refusesATitleWithAControlCharacter(String title) {
        assertThat(unopened().answerTo(new OpenDeal(new Terms(title, 1, 1, null), 1, "ops")))
                .isEqualTo(refused(RefusedCommand.OPEN_DEAL, RefusalReason.INVALID_COMMAND));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, JUST_BEFORE_THE_YEAR_2000, THE_YEAR_2100, Long.MAX_VALUE})
    void refusesToOpenADealAtATimeOfAnotherCentury(long opensAtMillis) {
        assertThat(unopened().answerTo(new OpenDeal(new Terms("Tea", 1, 1, opensAtMillis), 1, "ops")))
                .isEqualTo(refused(RefusedCommand.OPEN_DEAL, RefusalReason.INVALID_COMMAND));
    }

    @ParameterizedTest
    @ValueSource(longs = {JUST_BEFORE_THE_YEAR_2000 + 1, THE_YEAR_2100 - 1})
    void opensADealAtAnyTimeOfThisCentury(long opensAtMillis) {
        assertThat(unopened().answerTo(new OpenDeal(new Terms("Tea", 1, 1, opensAtMillis), 1, "ops")))
                .isInstanceOf(DealOpened.class);
    }

    @Test
    void addsUnits() {
        DealFixture deal = openWith(10);
        assertThat(deal.answerTo(adjust(5))).isEqualTo(new StockAdjusted(ADJUSTMENT, 5, "ops"));
        assertThat(deal.counts()).isEqualTo(new Counts(15, 0, 0));
    }

    @Test
    void takesAwayUnitsThatNobodyHas() {
        DealFixture deal = openWith(10);
        deal.send(place(1, "alice", 2));
        deal.send(adjust(-8));
        assertThat(deal.counts()).isEqualTo(new Counts(0, 2, 0));
    }

    @Test
    void neverTakesAwayUnitsThatSomebodyHas() {
        DealFixture deal = openWith(10);
        deal.send(place(1, "alice", 2));
        assertThat(deal.answerTo(adjust(-9)))
                .isEqualTo(refused(RefusedCommand.ADJUST_STOCK, RefusalReason.STOCK_OUT_OF_BOUNDS));
        assertThat(deal.counts()).isEqualTo(new Counts(8, 2, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {999_999_991, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void refusesAnAdjustmentBeyondTheBounds(int delta) {
        assertThat(openWith(10).answerTo(adjust(delta)))
                .isEqualTo(refused(RefusedCommand.ADJUST_STOCK, RefusalReason.STOCK_OUT_OF_BOUNDS));
    }

    @Test
    void adjustsUpToTheLargestStock() {
        DealFixture deal = openWith(10);
        deal.send(adjust(999_999_990));
        assertThat(deal.counts().stock()).isEqualTo(1_000_000_000);
    }

    @Test
    void refusesAnAdjustmentByNothing() {
        assertThat(openWith(10).answerTo(adjust(0)))
                .isEqualTo(refused(RefusedCommand.ADJUST_STOCK, RefusalReason.INVALID_COMMAND));
    }

    @Test
    void refusesToAdjustAnUnknownDeal() {
        assertThat(unopened().answerTo(adjust(1)))
                .isEqualTo(refused(RefusedCommand.ADJUST_STOCK, RefusalReason.UNKNOWN_DEAL));
    }

    @Test
    void refusesToAdjustAClosedDeal() {
        DealFixture deal = openWith(10);
        deal.send(close());
        assertThat(deal.answerTo(adjust(1))).isEqualTo(refused(RefusedCommand.ADJUST_STOCK, RefusalReason.DEAL_CLOSED));
    }

    @Test
    void adjustsOnceHoweverOftenItIsAsked() {
        DealFixture deal = openWith(10);
        deal.send(adjust(5));
        assertThat(deal.send(adjust(5))).isEmpty();
        deal.send(close());
        assertThat(deal.send(adjust(5))).isEmpty();
        assertThat(deal.counts().stock()).isEqualTo(15);
    }

    @Test
    void asksAgainWhereAnAdjustmentWasRefused() {
        DealFixture deal = openWith(10);
        deal.send(place(1, "alice", 2));
        deal.send(adjust(-10));
        deal.send(DealFixture.cancel(1, "alice"));
        assertThat(deal.answerTo(adjust(-10))).isInstanceOf(StockAdjusted.class);
    }

    @Test
    void adjustsOnceHoweverManyOthersCameBetween() {
        DealFixture deal = openWith(10);
        for (int again = 0; again < 2; again++) {
            for (int i = 0; i < 100; i++) {
                deal.send(new AdjustStock(new UUID(0, i), 1, "ops"));
            }
        }
        assertThat(deal.counts().stock()).isEqualTo(110);
    }

    @Test
    void sameAdjustmentByAnotherNumberIsAConflictAndNoAdjustment() {
        DealFixture deal = openWith(10);
        deal.send(new AdjustStock(new UUID(0, 1), 1, "ops"));
        assertThat(deal.send(new AdjustStock(new UUID(0, 1), 2, "ops"))).isEmpty();
        assertThat(deal.counts().stock()).isEqualTo(11);
        Adjustment carriedOut = new Adjustment(new UUID(0, 1), 1);
        assertThat(Rules.repetitionOf(
                        new State(deal.deal(), List.of(), carriedOut), new AdjustStock(new UUID(0, 1), 2, "ops")))
                .isEqualTo(Repetition.CONFLICTING);
    }

    @Test
    void closesADeal() {
        DealFixture deal = openWith(10);
        assertThat(deal.answerTo(close())).isEqualTo(new DealClosed("ops"));
        assertThat(deal.deal().phase()).isEqualTo(Phase.CLOSED);
    }

    @Test
    void refusesToCloseADealThatIsClosed() {
        DealFixture deal = openWith(10);
        deal.send(close());
        assertThat(deal.answerTo(close())).isEqualTo(refused(RefusedCommand.CLOSE_DEAL, RefusalReason.DEAL_CLOSED));
    }

    @Test
    void refusesToCloseAnUnknownDeal() {
        assertThat(unopened().answerTo(close()))
                .isEqualTo(refused(RefusedCommand.CLOSE_DEAL, RefusalReason.UNKNOWN_DEAL));
    }

    @Test
    void noDealCanHaveNegativeCounts() {
        assertThatIllegalStateException().isThrownBy(() -> new Counts(-1, 1, 0)).withMessageContaining("available -1");
    }

    private static CommandRefused refused(RefusedCommand command, RefusalReason reason) {
        return new CommandRefused(command, null, "ops", reason);
    }
}
