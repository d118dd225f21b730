package io.fairline.perf.fairness;

import io.fairline.perf.fairness.Outcome.CommandRefused;
import io.fairline.perf.fairness.Outcome.OrderCancelled;
import io.fairline.perf.fairness.Outcome.OrderConfirmed;
import io.fairline.perf.fairness.Outcome.OrderRejected;
import io.fairline.perf.fairness.Outcome.OrderReserved;
import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.events.CancellationReason;
import io.fairline.schemas.events.RefusedCommand;
import java.util.UUID;

/** C2 the other way round: every event names a command of its deal that asks for it, at that command's time. */
final class NothingDecidedUnasked implements Check {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        for (Event event : evidence.history().events()) {
            Command cause = evidence.commandAt().get(event.cause());
            if (cause == null) {
                findings.report("event %s names %s as its cause, and no command is there", event.at(), event.cause());
            } else if (cause.dealId() != event.dealId() || !explains(cause, event)) {
                findings.report(
                        "event %s (%s) does not follow from its cause %s (%s by %s)",
                        event.at(), event.outcome(), cause.at(), cause.request(), cause.actor());
            } else if (cause.appendedAtMillis() != event.decidedAtMillis()) {
                findings.report(
                        "event %s was decided at %d, its command was appended at %d",
                        event.at(), event.decidedAtMillis(), cause.appendedAtMillis());
            }
        }
    }

    private static boolean explains(Command cause, Event event) {
        Request request = cause.request();
        return switch (event.outcome()) {
            case Outcome.DealOpened opened ->
                request instanceof Request.OpenDeal open
                        && open.stock() == opened.stock()
                        && open.maxQuantityPerOrder() == opened.maxQuantityPerOrder()
                        && open.holdSeconds() == opened.holdSeconds()
                        && open.opensAtMillis() == opened.opensAtMillis();
            case Outcome.StockAdjusted adjusted ->
                request instanceof Request.AdjustStock adjust
                        && adjust.delta() == adjusted.delta()
                        && adjust.adjustmentId().equals(adjusted.adjustmentId());
            case Outcome.DealClosed _ -> request instanceof Request.CloseDeal;
            case OrderReserved won -> places(cause, won.orderId(), won.shopper(), won.quantity());
            case OrderRejected lost -> places(cause, lost.orderId(), lost.shopper(), lost.quantity());
            case OrderConfirmed sold ->
                request instanceof Request.ConfirmOrder confirm
                        && confirm.orderId().equals(sold.orderId());
            case OrderCancelled gone -> gone.byTheClock() || cancels(cause, gone);
            case CommandRefused refused -> refused.requestedBy().equals(cause.actor()) && refuses(request, refused);
        };
    }

    private static boolean places(Command cause, UUID orderId, String shopper, int quantity) {
        return cause.request() instanceof Request.PlaceOrder order
                && order.orderId().equals(orderId)
                && order.quantity() == quantity
                && cause.actor().equals(shopper);
    }

    private static boolean cancels(Command cause, OrderCancelled gone) {
        boolean byShop = cause.authority() == Authority.SHOP;
        return cause.request() instanceof Request.CancelOrder cancel
                && cancel.orderId().equals(gone.orderId())
                && gone.reason() == (byShop ? CancellationReason.BY_SHOP : CancellationReason.BY_SHOPPER);
    }

    private static boolean refuses(Request request, CommandRefused refused) {
        return switch (request) {
            case Request.OpenDeal _ -> refused.command() == RefusedCommand.OPEN_DEAL;
            case Request.AdjustStock _ -> refused.command() == RefusedCommand.ADJUST_STOCK;
            case Request.CloseDeal _ -> refused.command() == RefusedCommand.CLOSE_DEAL;
            case Request.ConfirmOrder confirm ->
                refused.command() == RefusedCommand.CONFIRM_ORDER
                        && confirm.orderId().equals(refused.orderId());
            case Request.CancelOrder cancel ->
                refused.command() == RefusedCommand.CANCEL_ORDER
                        && cancel.orderId().equals(refused.orderId());
            case Request.PlaceOrder _, Request.ExpireHolds _ -> false;
        };
    }
}
