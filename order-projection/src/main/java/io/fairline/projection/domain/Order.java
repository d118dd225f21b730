package io.fairline.projection.domain;

import io.fairline.projection.domain.Decision.OrderRejected;
import io.fairline.projection.domain.Decision.OrderReserved;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as it stands.
 *
 * @param reason why it was rejected or cancelled, by the wire's name
 * @param placeInLine counts the deal's decided orders from 1; null only where history began after the verdict
 * @param holdUntil deadline of its reservation; null where it never had one
 * @param placedAt when it was decided first: append time of the shopper's command
 * @param updatedAt when its status changed last
 * @param version the deal's sequence at the last event about it, so it only ever grows
 * @param causeOffset offset up to which that event proves commands to be applied, in the deal's partition
 * @param refusal answer to the last command on it, where that changed nothing
 */
public record Order(
        UUID orderId,
        int dealId,
        String shopper,
        int quantity,
        OrderStatus status,
        @Nullable String reason,
        @Nullable Long placeInLine,
        @Nullable Instant holdUntil,
        Instant placedAt,
        Instant updatedAt,
        long version,
        long causeOffset,
        @Nullable Refusal refusal) {

    /** An order that has won. */
    static Order reserved(DealEvent event, OrderReserved won) {
        return first(
                event,
                won.orderId(),
                won.shopper(),
                won.quantity(),
                OrderStatus.RESERVED,
                null,
                won.placeInLine(),
                won.holdUntil());
    }

    /** An order that has lost. */
    static Order rejected(DealEvent event, OrderRejected lost) {
        return first(
                event,
                lost.orderId(),
                lost.shopper(),
                lost.quantity(),
                OrderStatus.REJECTED,
                lost.reason(),
                lost.placeInLine(),
                null);
    }

    /** What a change tells about an order whose verdict is not at hand. */
    static Order known(
            DealEvent event, UUID orderId, String shopper, int quantity, OrderStatus status, @Nullable String reason) {
        return first(event, orderId, shopper, quantity, status, reason, null, null);
    }

    /** As the first event that is seen of it leaves it. */
    private static Order first(
            DealEvent event,
            UUID orderId,
            String shopper,
            int quantity,
            OrderStatus status,
            @Nullable String reason,
            @Nullable Long placeInLine,
            @Nullable Instant holdUntil) {
        return new Order(
                orderId,
                event.dealId(),
                shopper,
                quantity,
                status,
                reason,
                placeInLine,
                holdUntil,
                event.decidedAt(),
                event.decidedAt(),
                event.sequence(),
                event.appliedCommand(),
                null);
    }

    /** The same order after its status changed; whatever was refused before is history. */
    Order moved(OrderStatus to, @Nullable String why, DealEvent event) {
        return new Order(
                orderId,
                dealId,
                shopper,
                quantity,
                to,
                why,
                placeInLine,
                holdUntil,
                placedAt,
                event.decidedAt(),
                event.sequence(),
                event.appliedCommand(),
                null);
    }

    /** The same order after a command on it changed nothing. */
    Order refused(Refusal answer, DealEvent event) {
        return new Order(
                orderId,
                dealId,
                shopper,
                quantity,
                status,
                reason,
                placeInLine,
                holdUntil,
                placedAt,
                updatedAt,
                event.sequence(),
                event.appliedCommand(),
                answer);
    }
}
