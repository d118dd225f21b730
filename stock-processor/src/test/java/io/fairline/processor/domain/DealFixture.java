package io.fairline.processor.domain;

import io.fairline.processor.domain.Command.AdjustStock;
import io.fairline.processor.domain.Command.CancelOrder;
import io.fairline.processor.domain.Command.CloseDeal;
import io.fairline.processor.domain.Command.ConfirmOrder;
import io.fairline.processor.domain.Command.ExpireHolds;
import io.fairline.processor.domain.Command.OpenDeal;
import io.fairline.processor.domain.Command.PlaceOrder;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deal 7 sells espresso machines, two to an order, held for a minute; every promise is checked along the way. */
final class DealFixture {

    static final int DEAL = 7;
    static final long NOW = 1_800_000_000_000L;
    static final int HOLD_SECONDS = 60;
    static final long DEADLINE = NOW + HOLD_SECONDS * 1000L;
    static final Terms TERMS = new Terms("Espresso machine", 2, HOLD_SECONDS, null);
    static final UUID ADJUSTMENT = new UUID(1, 1);

    private final DealInMemory deal;

    private DealFixture(int expiriesPerDecision) {
        this.deal = new DealInMemory(DEAL, RulesUnderTest.real(), expiriesPerDecision, Invariants.all());
    }

    static DealFixture unopened() {
        return new DealFixture(100);
    }

    static DealFixture openWith(int stock) {
        return openWith(stock, TERMS);
    }

    static DealFixture openWith(int stock, Terms terms) {
        DealFixture fixture = unopened();
        fixture.send(new OpenDeal(terms, stock, "ops"));
        return fixture;
    }

    /** Where one decision ends no more than that many holds. */
    static DealFixture openWithFewExpiries(int stock, int expiriesPerDecision) {
        DealFixture fixture = new DealFixture(expiriesPerDecision);
        fixture.send(new OpenDeal(TERMS, stock, "ops"));
        return fixture;
    }

    Deal deal() {
        return deal.deal();
    }

    Counts counts() {
        return deal.deal().counts();
    }

    @Nullable
    OrderStatus statusOf(int order) {
        Order known = deal.orders().get(orderId(order));
        return known == null ? null : known.status();
    }

    List<Event> send(Command command) {
        return sendAt(NOW, command);
    }

    List<Event> sendAt(long nowMillis, Command command) {
        return deal.decide(command, nowMillis);
    }

    /** The only event that the command caused. */
    Event answerTo(Command command) {
        return answerAt(NOW, command);
    }

    Event answerAt(long nowMillis, Command command) {
        List<Event> events = sendAt(nowMillis, command);
        if (events.size() != 1) {
            throw new AssertionError("one answer expected: " + events);
        }
        return events.getFirst();
    }

    static UUID orderId(int order) {
        return new UUID(((long) DEAL << 32) | 0x8000L, order);
    }

    static List<Line> units(int quantity) {
        return List.of(new Line(DEAL, quantity));
    }

    static PlaceOrder place(int order, String shopper, int quantity) {
        return new PlaceOrder(orderId(order), shopper, units(quantity), quantity);
    }

    static PlaceOrder placeLines(int order, List<Line> lines) {
        return new PlaceOrder(orderId(order), "alice", lines, 0);
    }

    static ConfirmOrder confirm(int order, String actor, Authority authority) {
        return new ConfirmOrder(orderId(order), new Requester(actor, authority));
    }

    static ConfirmOrder confirm(int order, String shopper) {
        return confirm(order, shopper, Authority.SHOPPER);
    }

    static CancelOrder cancel(int order, String actor, Authority authority) {
        return new CancelOrder(orderId(order), new Requester(actor, authority));
    }

    static CancelOrder cancel(int order, String shopper) {
        return cancel(order, shopper, Authority.SHOPPER);
    }

    static AdjustStock adjust(int delta) {
        return new AdjustStock(ADJUSTMENT, delta, "ops");
    }

    static CloseDeal close() {
        return new CloseDeal("ops");
    }

    static ExpireHolds tick() {
        return new ExpireHolds();
    }
}
