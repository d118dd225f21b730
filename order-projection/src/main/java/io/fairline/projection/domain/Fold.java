package io.fairline.projection.domain;

import io.fairline.projection.domain.Decision.DealClosed;
import io.fairline.projection.domain.Decision.DealCommandRefused;
import io.fairline.projection.domain.Decision.DealOpened;
import io.fairline.projection.domain.Decision.OnDeal;
import io.fairline.projection.domain.Decision.OnOrder;
import io.fairline.projection.domain.Decision.OrderCancelled;
import io.fairline.projection.domain.Decision.OrderCommandRefused;
import io.fairline.projection.domain.Decision.OrderConfirmed;
import io.fairline.projection.domain.Decision.OrderRejected;
import io.fairline.projection.domain.Decision.OrderReserved;
import io.fairline.projection.domain.Decision.StockAdjusted;
import io.fairline.projection.domain.Decision.UnknownOrderRefused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Folds events, given in the order in which they were decided, into changes. However a deal's events are cut into
 * batches, the rows come out the same: they depend on the events alone.
 */
public final class Fold {

    private final Map<UUID, OrderChange> orders = new LinkedHashMap<>();
    private final Map<Integer, DealChange> deals = new LinkedHashMap<>();
    private final List<LedgerEntry> ledger = new ArrayList<>();
    private final Set<EntityId> touched = new HashSet<>();

    public static Changes of(List<DealEvent> events) {
        Fold fold = new Fold();
        events.forEach(fold::add);
        return fold.changes();
    }

    private void add(DealEvent event) {
        touched.add(new EntityId.OfDeal(event.dealId()));
        if (event.decision() instanceof OnOrder decision) {
            touched.add(new EntityId.OfOrder(decision.orderId()));
            OrderChange change = orderAfter(orders.get(decision.orderId()), event, decision);
            if (change != null) {
                orders.put(decision.orderId(), change);
            }
        }
        deals.put(event.dealId(), dealAfter(deals.get(event.dealId()), event));
        LedgerEntry entry = ledgerEntry(event);
        if (entry != null) {
            ledger.add(entry);
        }
    }

    private Changes changes() {
        return new Changes(List.copyOf(orders.values()), List.copyOf(deals.values()), ledger, touched);
    }

    private static @Nullable OrderChange orderAfter(@Nullable OrderChange earlier, DealEvent event, OnOrder decision) {
        return switch (decision) {
            case OrderReserved won -> new OrderChange.Placed(Order.reserved(event, won));
            case OrderRejected lost -> new OrderChange.Placed(Order.rejected(event, lost));
            case OrderConfirmed it ->
                moved(
                        earlier,
                        event,
                        Order.known(event, it.orderId(), it.shopper(), it.quantity(), OrderStatus.CONFIRMED, null));
            case OrderCancelled it ->
                moved(
                        earlier,
                        event,
                        Order.known(
                                event, it.orderId(), it.shopper(), it.quantity(), OrderStatus.CANCELLED, it.reason()));
            case OrderCommandRefused it ->
                refused(
                        earlier,
                        event,
                        it.orderId(),
                        new Refusal(it.command(), it.reason(), it.requestedBy(), event.decidedAt()));
            case UnknownOrderRefused _ -> earlier;
        };
    }

    /** @param moved the order as far as the event tells of it */
    private static OrderChange moved(@Nullable OrderChange earlier, DealEvent event, Order moved) {
        return switch (earlier) {
            case OrderChange.Placed(Order order) ->
                new OrderChange.Placed(order.moved(moved.status(), moved.reason(), event));
            case OrderChange.Moved(Order order) ->
                new OrderChange.Moved(order.moved(moved.status(), moved.reason(), event));
            case OrderChange.Refused _ -> new OrderChange.Moved(moved);
            case null -> new OrderChange.Moved(moved);
        };
    }

    private static OrderChange refused(@Nullable OrderChange earlier, DealEvent event, UUID orderId, Refusal refusal) {
        return switch (earlier) {
            case OrderChange.Placed(Order order) -> new OrderChange.Placed(order.refused(refusal, event));
            case OrderChange.Moved(Order order) -> new OrderChange.Moved(order.refused(refusal, event));
            case OrderChange.Refused _ -> firstRefusal(event, orderId, refusal);
            case null -> firstRefusal(event, orderId, refusal);
        };
    }

    private static OrderChange firstRefusal(DealEvent event, UUID orderId, Refusal refusal) {
        return new OrderChange.Refused(orderId, event.sequence(), event.appliedCommand(), refusal);
    }

    private static DealChange dealAfter(@Nullable DealChange earlier, DealEvent event) {
        return switch (event.decision()) {
            case OnOrder _ -> counted(earlier, event, null, false, null);
            case OnDeal decision ->
                switch (decision) {
                    case DealOpened opened -> new DealChange.Opened(Deal.opened(event, opened));
                    case StockAdjusted _ -> counted(earlier, event, null, true, null);
                    case DealClosed _ -> counted(earlier, event, Phase.CLOSED, true, null);
                    case DealCommandRefused no ->
                        counted(
                                earlier,
                                event,
                                null,
                                true,
                                new Refusal(no.command(), no.reason(), no.requestedBy(), event.decidedAt()));
                };
        };
    }

    private static DealChange counted(
            @Nullable DealChange earlier,
            DealEvent event,
            @Nullable Phase phase,
            boolean answered,
            @Nullable Refusal refusal) {
        return switch (earlier) {
            case DealChange.Opened(Deal deal) ->
                new DealChange.Opened(
                        deal.after(event, phase == null ? deal.phase() : phase, answered ? refusal : deal.refusal()));
            case DealChange.Moved moved ->
                new DealChange.Moved(
                        moved.dealId(),
                        phase == null ? moved.phase() : phase,
                        event.counts(),
                        moved.firstSequence(),
                        event.sequence(),
                        answered || moved.answered(),
                        answered ? refusal : moved.refusal());
            case null ->
                new DealChange.Moved(
                        event.dealId(), phase, event.counts(), event.sequence(), event.sequence(), answered, refusal);
        };
    }

    private static @Nullable LedgerEntry ledgerEntry(DealEvent event) {
        return switch (event.decision()) {
            case DealOpened it ->
                entry(event, LedgerEntry.Kind.OPENED, null, event.counts().stock(), it.openedBy(), null);
            case StockAdjusted it -> entry(event, LedgerEntry.Kind.ADJUSTED, null, it.delta(), it.adjustedBy(), null);
            case DealClosed it -> entry(event, LedgerEntry.Kind.CLOSED, null, 0, it.closedBy(), null);
            case OrderReserved it ->
                entry(event, LedgerEntry.Kind.RESERVED, it.orderId(), it.quantity(), it.shopper(), null);
            case OrderConfirmed it ->
                entry(event, LedgerEntry.Kind.CONFIRMED, it.orderId(), it.quantity(), it.confirmedBy(), null);
            case OrderCancelled it ->
                entry(event, LedgerEntry.Kind.CANCELLED, it.orderId(), it.quantity(), it.cancelledBy(), it.reason());
            case OrderRejected _ -> null;
            case DealCommandRefused _ -> null;
            case OrderCommandRefused _ -> null;
            case UnknownOrderRefused _ -> null;
        };
    }

    private static LedgerEntry entry(
            DealEvent event,
            LedgerEntry.Kind kind,
            @Nullable UUID orderId,
            int units,
            String actor,
            @Nullable String reason) {
        return new LedgerEntry(
                event.dealId(),
                event.sequence(),
                kind,
                orderId,
                units,
                actor,
                reason,
                event.counts(),
                event.cause(),
                event.decidedAt());
    }
}
