package io.fairline.perf.load;

import io.fairline.perf.fairness.Command;
import io.fairline.perf.fairness.Event;
import io.fairline.perf.fairness.Outcome;
import io.fairline.perf.fairness.Position;
import io.fairline.perf.fairness.Request;
import io.fairline.schemas.commands.AdjustStock;
import io.fairline.schemas.commands.CancelOrder;
import io.fairline.schemas.commands.CloseDeal;
import io.fairline.schemas.commands.ConfirmOrder;
import io.fairline.schemas.commands.ExpireHolds;
import io.fairline.schemas.commands.OpenDeal;
import io.fairline.schemas.commands.OrderCommand;
import io.fairline.schemas.commands.PlaceOrder;
import io.fairline.schemas.events.CommandRefused;
import io.fairline.schemas.events.DealClosed;
import io.fairline.schemas.events.DealOpened;
import io.fairline.schemas.events.OrderCancelled;
import io.fairline.schemas.events.OrderConfirmed;
import io.fairline.schemas.events.OrderEvent;
import io.fairline.schemas.events.OrderLine;
import io.fairline.schemas.events.OrderRejected;
import io.fairline.schemas.events.OrderReserved;
import io.fairline.schemas.events.StockAdjusted;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns what lies on the topics into what the checker reads. */
final class WireRecords {

    private WireRecords() {}

    static Command command(Position at, long appendedAtMillis, OrderCommand command) {
        return new Command(
                at,
                command.getDealId(),
                command.getActor(),
                command.getAuthority(),
                appendedAtMillis,
                request(at, command.getPayload()));
    }

    static Event event(Position at, OrderEvent event) {
        return new Event(
                at,
                event.getDealId(),
                event.getSequence(),
                new Position(event.getCausePartition(), event.getCauseOffset()),
                event.getDecidedAtMillis(),
                event.getAvailable(),
                event.getHeld(),
                event.getSold(),
                outcome(at, event.getPayload()));
    }

    private static Request request(Position at, Object payload) {
        return switch (payload) {
            case PlaceOrder place -> new Request.PlaceOrder(UUID.fromString(place.getOrderId()), asked(place));
            case ConfirmOrder confirm -> new Request.ConfirmOrder(UUID.fromString(confirm.getOrderId()));
            case CancelOrder cancel -> new Request.CancelOrder(UUID.fromString(cancel.getOrderId()));
            case ExpireHolds _ -> new Request.ExpireHolds();
            case OpenDeal open ->
                new Request.OpenDeal(
                        open.getStock(),
                        open.getMaxQuantityPerOrder(),
                        open.getHoldSeconds(),
                        orZero(open.getOpensAtMillis()));
            case AdjustStock adjust -> new Request.AdjustStock(adjust.getAdjustmentId(), adjust.getDelta());
            case CloseDeal _ -> new Request.CloseDeal();
            default -> throw new IllegalStateException("a command that perf does not know at " + at);
        };
    }

    private static Outcome outcome(Position at, Object payload) {
        return switch (payload) {
            case OrderReserved won ->
                new Outcome.OrderReserved(
                        UUID.fromString(won.getOrderId()),
                        won.getShopper(),
                        units(won.getLines()),
                        won.getPlaceInLine(),
                        won.getHoldUntilMillis());
            case OrderRejected lost ->
                new Outcome.OrderRejected(
                        UUID.fromString(lost.getOrderId()),
                        lost.getShopper(),
                        units(lost.getLines()),
                        lost.getPlaceInLine(),
                        lost.getReason());
            case OrderConfirmed sold ->
                new Outcome.OrderConfirmed(UUID.fromString(sold.getOrderId()), units(sold.getLines()));
            case OrderCancelled gone ->
                new Outcome.OrderCancelled(
                        UUID.fromString(gone.getOrderId()),
                        units(gone.getLines()),
                        gone.getReason(),
                        gone.getWasSold());
            case CommandRefused refused ->
                new Outcome.CommandRefused(
                        refused.getCommand(),
                        orNull(refused.getOrderId()),
                        refused.getRequestedBy(),
                        refused.getReason());
            case DealOpened opened ->
                new Outcome.DealOpened(
                        opened.getStock(),
                        opened.getMaxQuantityPerOrder(),
                        opened.getHoldSeconds(),
                        orZero(opened.getOpensAtMillis()));
            case StockAdjusted adjusted -> new Outcome.StockAdjusted(adjusted.getAdjustmentId(), adjusted.getDelta());
            case DealClosed _ -> new Outcome.DealClosed();
            default -> throw new IllegalStateException("an event that perf does not know at " + at);
        };
    }

    private static int asked(PlaceOrder place) {
        return place.getLines().stream()
                .mapToInt(io.fairline.schemas.commands.OrderLine::getQuantity)
                .sum();
    }

    private static int units(List<OrderLine> lines) {
        return lines.stream().mapToInt(OrderLine::getQuantity).sum();
    }

    private static long orZero(@Nullable Long millis) {
        return millis == null ? 0 : millis;
    }

    private static @Nullable UUID orNull(@Nullable String orderId) {
        return orderId == null ? null : UUID.fromString(orderId);
    }
}
