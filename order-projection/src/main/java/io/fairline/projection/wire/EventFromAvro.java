package io.fairline.projection.wire;

import static java.time.Instant.ofEpochMilli;

import io.fairline.projection.domain.Counts;
import io.fairline.projection.domain.DealEvent;
import io.fairline.projection.domain.Decision;
import io.fairline.projection.domain.Position;
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
import io.fairline.schemas.events.StockAdjusted;
import java.util.List;
import java.util.UUID;

/** The crossing from the wire's events to the domain's. */
final class EventFromAvro {

    private EventFromAvro() {}

    /** Throws IllegalArgumentException for a record that breaks the contract of {@code order-events}. */
    static DealEvent read(OrderEvent wire) {
        return new DealEvent(
                wire.getDealId(),
                wire.getSequence(),
                new Position(wire.getCausePartition(), wire.getCauseOffset()),
                ofEpochMilli(wire.getDecidedAtMillis()),
                new Counts(wire.getAvailable(), wire.getHeld(), wire.getSold()),
                decision(wire.getDealId(), wire.getPayload()));
    }

    private static Decision decision(int dealId, Object payload) {
        return switch (payload) {
            case DealOpened it ->
                new Decision.DealOpened(
                        it.getTitle(),
                        it.getMaxQuantityPerOrder(),
                        it.getHoldSeconds(),
                        it.getOpensAtMillis() == null ? null : ofEpochMilli(it.getOpensAtMillis()),
                        it.getOpenedBy());
            case StockAdjusted it -> new Decision.StockAdjusted(it.getDelta(), it.getAdjustedBy());
            case DealClosed it -> new Decision.DealClosed(it.getClosedBy());
            case OrderReserved it ->
                new Decision.OrderReserved(
                        UUID.fromString(it.getOrderId()),
                        it.getShopper(),
                        quantity(dealId, it.getLines()),
                        it.getPlaceInLine(),
                        ofEpochMilli(it.getHoldUntilMillis()));
            case OrderRejected it ->
                new Decision.OrderRejected(
                        UUID.fromString(it.getOrderId()),
                        it.getShopper(),
                        quantity(dealId, it.getLines()),
                        it.getPlaceInLine(),
                        it.getReason().name());
            case OrderConfirmed it ->
                new Decision.OrderConfirmed(
                        UUID.fromString(it.getOrderId()),
                        it.getShopper(),
                        quantity(dealId, it.getLines()),
                        it.getConfirmedBy());
            case OrderCancelled it ->
                new Decision.OrderCancelled(
                        UUID.fromString(it.getOrderId()),
                        it.getShopper(),
                        quantity(dealId, it.getLines()),
                        it.getReason().name(),
                        it.getCancelledBy());
            case CommandRefused it -> refused(it);
            // The payload is a union, which Avro types as Object: a kind that is newer than this service ends here.
            default ->
                throw new IllegalArgumentException(
                        "an event of the unknown kind %s: upgrade order-projection".formatted(payload.getClass()));
        };
    }

    private static Decision refused(CommandRefused wire) {
        String command = wire.getCommand().name();
        String reason = wire.getReason().name();
        if (wire.getOrderId() == null) {
            return new Decision.DealCommandRefused(command, wire.getRequestedBy(), reason);
        }
        UUID orderId = UUID.fromString(wire.getOrderId());
        return wire.getReason() == RefusalReason.UNKNOWN_ORDER
                ? new Decision.UnknownOrderRefused(orderId)
                : new Decision.OrderCommandRefused(orderId, command, wire.getRequestedBy(), reason);
    }

    /** As many as a number holds: what was asked for in vain may be any number of lines of any number of units. */
    private static int quantity(int dealId, List<OrderLine> lines) {
        int units = 0;
        for (OrderLine line : lines) {
            long sum = (long) units + line.getQuantity();
            units = line.getDealId() == dealId ? Math.clamp(sum, Integer.MIN_VALUE, Integer.MAX_VALUE) : units;
        }
        return units;
    }
}
