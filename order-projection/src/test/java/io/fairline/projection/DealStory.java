package io.fairline.projection;

import io.fairline.projection.domain.Position;
import io.fairline.schemas.OrderId;
import io.fairline.schemas.events.CancellationReason;
import io.fairline.schemas.events.CommandRefused;
import io.fairline.schemas.events.DealClosed;
import io.fairline.schemas.events.DealOpened;
import io.fairline.schemas.events.OrderCancelled;
import io.fairline.schemas.events.OrderConfirmed;
import io.fairline.schemas.events.OrderEvent;
import io.fairline.schemas.events.OrderLine;
import io.fairline.schemas.events.OrderRejected;
import io.fairline.schemas.events.OrderReserved;
import io.fairline.schemas.events.RefusalReason;
import io.fairline.schemas.events.RefusedCommand;
import io.fairline.schemas.events.RejectionReason;
import io.fairline.schemas.events.StockAdjusted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A deal's events as the stock-processor would write them: gapless, with running counts. What is told is written by
 * {@link #write}, in one transaction.
 */
final class DealStory {

    static final Instant BEGINNING = Instant.parse("2026-03-01T10:00:00Z");
    static final int HOLD_SECONDS = 60;

    private static final AtomicInteger DEALS = new AtomicInteger(1000);

    private final EventLog log;
    private final int dealId;
    private final RandomGenerator ids;
    private final List<OrderEvent> untold = new ArrayList<>();
    private long sequence;
    private long place;
    private int available;
    private int held;
    private int sold;
    private Position lastCause = new Position(0, 0);
    private boolean causeGoesOn;

    DealStory(EventLog log, int dealId) {
        this.log = log;
        this.dealId = dealId;
        this.ids = new java.util.SplittableRandom(dealId);
    }

    /** A deal nobody else in this run tells of. */
    static DealStory anyDeal(EventLog log) {
        return new DealStory(log, DEALS.incrementAndGet());
    }

    record Told(OrderId id, String shopper, int quantity, Position position) {}

    int dealId() {
        return dealId;
    }

    long sequence() {
        return sequence;
    }

    /** Where the command stands that caused the last event. */
    Position lastCause() {
        return lastCause;
    }

    DealStory opened(String title, int stock) {
        available = stock;
        return event(new DealOpened(title, stock, 5, HOLD_SECONDS, null, "shop"));
    }

    DealStory adjusted(int delta) {
        available += delta;
        return event(new StockAdjusted("b5c9d3f0-0000-4000-8000-000000000001", delta, "shop"));
    }

    DealStory closed() {
        return event(new DealClosed("shop"));
    }

    Told reserved(String shopper, int quantity) {
        available -= quantity;
        held += quantity;
        OrderId id = OrderId.random(dealId, ids);
        long deadline = now().plusSeconds(1 + HOLD_SECONDS).toEpochMilli();
        event(new OrderReserved(id.toString(), shopper, lines(quantity), ++place, deadline));
        return new Told(id, shopper, quantity, lastCause);
    }

    Told rejected(String shopper, int quantity, RejectionReason reason) {
        OrderId id = OrderId.random(dealId, ids);
        event(new OrderRejected(id.toString(), shopper, lines(quantity), ++place, reason));
        return new Told(id, shopper, quantity, lastCause);
    }

    DealStory confirmed(Told order) {
        held -= order.quantity();
        sold += order.quantity();
        return event(
                new OrderConfirmed(order.id().toString(), order.shopper(), lines(order.quantity()), order.shopper()));
    }

    DealStory cancelled(Told order, CancellationReason reason, boolean wasSold, String by) {
        available += order.quantity();
        held -= wasSold ? 0 : order.quantity();
        sold -= wasSold ? order.quantity() : 0;
        return event(new OrderCancelled(
                order.id().toString(), order.shopper(), lines(order.quantity()), reason, wasSold, by));
    }

    /** Ends the order's hold by the command whose answer is told next: one cause for both. */
    DealStory expiredByTheNext(Told order) {
        cancelled(order, CancellationReason.HOLD_EXPIRED, false, "clock");
        causeGoesOn = true;
        return this;
    }

    DealStory refused(RefusedCommand command, @Nullable OrderId order, String by, RefusalReason reason) {
        return event(new CommandRefused(command, order == null ? null : order.toString(), by, reason));
    }

    /** Writes what was told since the last time. */
    DealStory write() {
        log.append(untold);
        untold.clear();
        return this;
    }

    /** What was told and not yet written; the caller writes it. */
    List<OrderEvent> take() {
        List<OrderEvent> taken = List.copyOf(untold);
        untold.clear();
        return taken;
    }

    private DealStory event(Object payload) {
        lastCause = causeGoesOn ? lastCause : log.nextCommand(dealId);
        causeGoesOn = false;
        untold.add(new OrderEvent(
                dealId,
                ++sequence,
                lastCause.partition(),
                lastCause.offset(),
                now().toEpochMilli(),
                available,
                held,
                sold,
                payload));
        return this;
    }

    private Instant now() {
        return BEGINNING.plusSeconds(sequence);
    }

    private List<OrderLine> lines(int quantity) {
        return List.of(new OrderLine(dealId, quantity));
    }
}
