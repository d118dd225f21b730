package io.fairline.perf.fairness;

import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.events.RefusalReason;
import org.jspecify.annotations.Nullable;

/**
 * C5: a command is refused for the reason that there is, and where there is none it is done. The rules are told here a second
 * time, over the fold of the events.
 */
final class RefusedForTheStatedReason implements Check {

    private static final long LARGEST_STOCK = 1_000_000_000;

    @Override
    public void examine(Evidence evidence, Findings findings) {
        OrderStates orders = new OrderStates();
        evidence.eventsByDeal().forEach((dealId, events) -> {
            DealState deal = new DealState();
            for (Event event : events) {
                Command cause = evidence.commandAt().get(event.cause());
                // Ended holds are nobody's answer; a cause that is not there is for another check.
                if (cause != null && !event.isExpiry()) {
                    RefusalReason reason = whyRefused(cause, deal, orders);
                    RefusalReason stated = statedReason(event);
                    if (stated != reason) {
                        findings.report(
                                "deal %d: %s by %s (%s) at %s was answered %s; reason to refuse it: %s",
                                dealId,
                                cause.request(),
                                cause.actor(),
                                cause.authority(),
                                cause.at(),
                                event.outcome(),
                                reason);
                    }
                }
                orders.apply(event);
                deal.apply(event);
            }
        });
    }

    private static @Nullable RefusalReason statedReason(Event event) {
        return event.outcome() instanceof Outcome.CommandRefused refused ? refused.reason() : null;
    }

    /** Null where there is no reason. INVALID_COMMAND is never one: the intake writes nothing that makes no sense. */
    private static @Nullable RefusalReason whyRefused(Command command, DealState deal, OrderStates orders) {
        return switch (command.request()) {
            case Request.OpenDeal _ -> deal.terms() == null ? null : RefusalReason.DEAL_EXISTS;
            case Request.AdjustStock adjust -> {
                RefusalReason reason = whyNotOpen(deal);
                yield reason == null && !hasRoomFor(deal, adjust.delta()) ? RefusalReason.STOCK_OUT_OF_BOUNDS : reason;
            }
            case Request.CloseDeal _ -> whyNotOpen(deal);
            case Request.ConfirmOrder confirm -> whyNotConfirmed(command, orders.find(confirm.orderId()));
            case Request.CancelOrder cancel -> whyNotCancelled(command, orders.find(cancel.orderId()));
            // They are rejected, or have no answer.
            case Request.PlaceOrder _, Request.ExpireHolds _ -> null;
        };
    }

    private static @Nullable RefusalReason whyNotOpen(DealState deal) {
        if (deal.terms() == null) {
            return RefusalReason.UNKNOWN_DEAL;
        }
        return deal.closed() ? RefusalReason.DEAL_CLOSED : null;
    }

    private static boolean hasRoomFor(DealState deal, int delta) {
        return deal.available() + delta >= 0 && deal.stock() + delta <= LARGEST_STOCK;
    }

    private static @Nullable RefusalReason whyNotConfirmed(Command command, OrderStates.@Nullable State order) {
        boolean forOthers = command.authority() == Authority.SHOP || command.authority() == Authority.PAYMENTS;
        if (order == null || !(forOthers || command.actor().equals(order.shopper()))) {
            return RefusalReason.UNKNOWN_ORDER;
        }
        return switch (order.status()) {
            case RESERVED -> null;
            case CONFIRMED -> RefusalReason.ALREADY_CONFIRMED;
            case REJECTED, CANCELLED, PENDING -> whyOver(order);
        };
    }

    private static @Nullable RefusalReason whyNotCancelled(Command command, OrderStates.@Nullable State order) {
        boolean byShop = command.authority() == Authority.SHOP;
        if (order == null || !(byShop || command.actor().equals(order.shopper()))) {
            return RefusalReason.UNKNOWN_ORDER;
        }
        return switch (order.status()) {
            case RESERVED -> null;
            case CONFIRMED -> byShop ? null : RefusalReason.ALREADY_CONFIRMED;
            case REJECTED, CANCELLED, PENDING -> whyOver(order);
        };
    }

    /** Of an order that holds nothing and will not again. */
    private static RefusalReason whyOver(OrderStates.State order) {
        if (order.status() == OrderStatus.REJECTED) {
            return RefusalReason.ORDER_REJECTED;
        }
        return order.expired() ? RefusalReason.HOLD_EXPIRED : RefusalReason.ALREADY_CANCELLED;
    }
}
