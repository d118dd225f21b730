package io.fairline.processor.domain;

import static io.fairline.processor.domain.DealFixture.DEADLINE;
import static io.fairline.processor.domain.DealFixture.DEAL;
import static io.fairline.processor.domain.DealFixture.NOW;
import static io.fairline.processor.domain.DealFixture.close;
import static io.fairline.processor.domain.DealFixture.openWith;
import static io.fairline.processor.domain.DealFixture.orderId;
import static io.fairline.processor.domain.DealFixture.place;
import static io.fairline.processor.domain.DealFixture.placeLines;
import static io.fairline.processor.domain.DealFixture.units;
import static io.fairline.processor.domain.DealFixture.unopened;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.processor.domain.Command.PlaceOrder;
import io.fairline.processor.domain.Event.OrderRejected;
import io.fairline.processor.domain.Event.OrderReserved;
import io.fairline.processor.domain.Event.RejectionReason;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlacingOrdersTest {

    @Test
    void reservesUnitsUntilTheDeadline() {
        DealFixture deal = openWith(10);
        assertThat(deal.answerTo(place(1, "alice", 2)))
                .isEqualTo(new OrderReserved(orderId(1), "alice", units(2), 2, 1, DEADLINE));
        assertThat(deal.counts()).isEqualTo(new Counts(8, 2, 0));
        assertThat(deal.deal().earliestDeadlineMillis()).isEqualTo(DEADLINE);
    }

    @Test
    void theFirstTenOfTwentyWinAndStandInLineAsTheyCame() {
        DealFixture deal = openWith(10);
        List<Event> answers = Stream.iterate(1, n -> n + 1)
                .limit(20)
                .map(n -> deal.answerTo(place(n, "shopper-" + n, 1)))
                .toList();
        assertThat(answers.subList(0, 10)).allMatch(OrderReserved.class::isInstance);
        assertThat(answers.subList(10, 20))
                .allMatch(event -> event instanceof OrderRejected lost && lost.reason() == RejectionReason.SOLD_OUT);
        assertThat(deal.deal().ordersDecided()).isEqualTo(20);
    }

    @Test
    void rejectsWhatIsMoreThanIsLeftButLetsASmallerOrderBehindItWin() {
        DealFixture deal = openWith(1);
        assertThat(reasonFor(deal, place(1, "alice", 2))).isEqualTo(RejectionReason.NOT_ENOUGH_LEFT);
        assertThat(deal.answerTo(place(2, "bob", 1))).isInstanceOf(OrderReserved.class);
    }

    @Test
    void rejectsOnAnUnknownDeal() {
        DealFixture deal = unopened();
        assertThat(reasonFor(deal, place(1, "alice", 1))).isEqualTo(RejectionReason.UNKNOWN_DEAL);
        assertThat(deal.deal().sequence()).isEqualTo(1);
    }

    @Test
    void rejectsWhatComesEarlierThanAnyIntakesClockAllows() {
        long opensAt = NOW + Terms.LONGEST_CLOCK_LEAD_MILLIS + 1;
        DealFixture deal = openWith(10, new Terms("Espresso machine", 2, 60, opensAt));
        assertThat(reasonFor(deal, place(1, "alice", 1))).isEqualTo(RejectionReason.DEAL_NOT_OPEN_YET);
        assertThat(deal.answerAt(NOW + 1, place(2, "bob", 1))).isInstanceOf(OrderReserved.class);
    }

    @Test
    void reservesForWhomAnIntakeLetInBecauseItsClockIsAhead() {
        DealFixture deal = openWith(10, new Terms("Espresso machine", 2, 60, NOW + 5));
        assertThat(deal.answerTo(place(1, "alice", 1))).isInstanceOf(OrderReserved.class);
    }

    @Test
    void rejectsOnAClosedDeal() {
        DealFixture deal = openWith(10);
        deal.send(close());
        assertThat(reasonFor(deal, place(1, "alice", 1))).isEqualTo(RejectionReason.DEAL_CLOSED);
    }

    @Test
    void saysClosedEvenWhenItWasToOpenLater() {
        DealFixture deal = openWith(10, new Terms("Espresso machine", 2, 60, NOW + 60_000));
        deal.send(close());
        assertThat(reasonFor(deal, place(1, "alice", 1))).isEqualTo(RejectionReason.DEAL_CLOSED);
    }

    @Test
    void rejectsMoreThanOneOrderMayHave() {
        assertThat(reasonFor(openWith(10), place(1, "alice", 3))).isEqualTo(RejectionReason.QUANTITY_OVER_MAXIMUM);
    }

    @Test
    void saysOverMaximumEvenWhenSoldOut() {
        DealFixture deal = openWith(1);
        deal.send(place(1, "alice", 1));
        assertThat(reasonFor(deal, place(2, "bob", 3))).isEqualTo(RejectionReason.QUANTITY_OVER_MAXIMUM);
    }

    static Stream<List<Line>> nonsense() {
        return Stream.of(
                List.of(),
                units(0),
                units(-1),
                units(Integer.MIN_VALUE),
                List.of(new Line(DEAL + 1, 1)),
                List.of(new Line(DEAL, 1), new Line(DEAL, 1)));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void rejectsAnOrderThatMakesNoSense(List<Line> lines) {
        DealFixture deal = openWith(10);
        assertThat(reasonFor(deal, placeLines(1, lines))).isEqualTo(RejectionReason.INVALID_ORDER);
        assertThat(deal.statusOf(1)).isEqualTo(OrderStatus.REJECTED);
    }

    @Test
    void decidesAnOrderOnceHoweverOftenItIsSent() {
        DealFixture deal = openWith(10);
        deal.send(place(1, "alice", 2));
        assertThat(deal.send(place(1, "alice", 2))).isEmpty();
        assertThat(deal.counts()).isEqualTo(new Counts(8, 2, 0));
    }

    @Test
    void theFirstRequestUnderAnIdStands() {
        DealFixture deal = openWith(10);
        deal.send(place(1, "alice", 2));
        assertThat(deal.send(place(1, "alice", 1))).isEmpty();
        assertThat(deal.counts().held()).isEqualTo(2);
    }

    @Test
    void aRejectedOrderStaysRejectedWhenUnitsComeBack() {
        DealFixture deal = openWith(1);
        deal.send(place(1, "alice", 1));
        deal.send(place(2, "bob", 1));
        deal.send(DealFixture.cancel(1, "alice"));
        assertThat(deal.send(place(2, "bob", 1))).isEmpty();
        assertThat(deal.statusOf(2)).isEqualTo(OrderStatus.REJECTED);
    }

    @Test
    void tellsARetryFromAnotherRequestUnderTheSameId() {
        PlaceOrder first = place(1, "alice", 2);
        Order known = new Order(orderId(1), "alice", units(2), first.fingerprint(), OrderStatus.RESERVED, DEADLINE);
        State state = new State(Deal.unopened(DEAL), List.of(known));
        assertThat(Rules.repetitionOf(state, first)).isEqualTo(Repetition.SAME);
        assertThat(Rules.repetitionOf(state, place(1, "alice", 1))).isEqualTo(Repetition.CONFLICTING);
        assertThat(Rules.repetitionOf(state, place(1, "mallory", 2))).isEqualTo(Repetition.CONFLICTING);
        assertThat(Rules.repetitionOf(state, place(2, "alice", 2))).isEqualTo(Repetition.NONE);
    }

    @Test
    void theLargestOrderOfTheLargestDealOverflowsNothing() {
        DealFixture deal = openWith(Counts.LARGEST_STOCK, new Terms("Grains of sand", Integer.MAX_VALUE, 1, null));
        deal.send(place(1, "alice", Counts.LARGEST_STOCK));
        assertThat(reasonFor(deal, place(2, "bob", Integer.MAX_VALUE))).isEqualTo(RejectionReason.SOLD_OUT);
        assertThat(deal.counts()).isEqualTo(new Counts(0, Counts.LARGEST_STOCK, 0));
    }

    private static RejectionReason reasonFor(DealFixture deal, PlaceOrder order) {
        return ((OrderRejected) deal.answerTo(order)).reason();
    }
}
