package io.fairline.processor.domain;

import io.fairline.processor.domain.Command.AdjustStock;
import io.fairline.processor.domain.Command.CancelOrder;
import io.fairline.processor.domain.Command.ConfirmOrder;
import io.fairline.processor.domain.Command.PlaceOrder;
import io.fairline.processor.domain.Event.CancellationReason;
import io.fairline.processor.domain.Event.CommandRefused;
import io.fairline.processor.domain.Event.DealClosed;
import io.fairline.processor.domain.Event.DealOpened;
import io.fairline.processor.domain.Event.OrderCancelled;
import io.fairline.processor.domain.Event.OrderConfirmed;
import io.fairline.processor.domain.Event.OrderRejected;
import io.fairline.processor.domain.Event.OrderReserved;
import io.fairline.processor.domain.Event.RejectionReason;
import io.fairline.processor.domain.Event.StockAdjusted;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The promises made to shoppers and to the shop, one class each. */
final class Invariants {

    private Invariants() {}

    static List<Invariant> all() {
        return List.of(
                new NeverOversold(),
                new CountsAddUp(),
                new CountsMatchTheOrders(),
                new OneVerdictPerOrder(),
                new EveryCommandIsAnsweredOnce(),
                new LegalTransitionsOnly(),
                new GaplessSequence(),
                new PlacesInLineCountUp(),
                new NobodyRejectedWhileUnitsWereFree(),
                new HoldsEndWhenTheyAreDue(),
                new OnlyOwnersAndTheEmpoweredChangeAnOrder(),
                new NoHoldIsOverlooked());
    }

    /** Units promised to anybody never exceed the units there are. */
    static final class NeverOversold implements Invariant {
        private long stock;
        private long promised;

        @Override
        public void afterDecision(Decision decision) {
            for (Event event : decision.events()) {
                if (event instanceof DealOpened opened) {
                    stock += opened.stock();
                } else if (event instanceof StockAdjusted adjusted) {
                    stock += adjusted.delta();
                } else if (event instanceof OrderReserved reserved) {
                    promised += Order.unitsIn(reserved.lines());
                } else if (event instanceof OrderCancelled cancelled) {
                    promised -= Order.unitsIn(cancelled.lines());
                }
                require(promised <= stock, promised, stock, decision);
            }
        }
    }

    /** available + held + sold = stock after every event, and none is negative. */
    static final class CountsAddUp implements Invariant {
        private long stock;

        @Override
        public void afterEvent(Deal before, Event event, Deal after) {
            if (event instanceof DealOpened opened) {
                stock += opened.stock();
            } else if (event instanceof StockAdjusted adjusted) {
                stock += adjusted.delta();
            }
            Counts counts = after.counts();
            require(counts.available() >= 0 && counts.held() >= 0 && counts.sold() >= 0, counts, event);
            require((long) counts.available() + counts.held() + counts.sold() == stock, counts, stock, event);
        }
    }

    /** What is counted as held and sold is what the orders hold and have bought. */
    static final class CountsMatchTheOrders implements Invariant {
        private long held;
        private long sold;

        @Override
        public void afterEvent(Deal before, Event event, Deal after) {
            if (event instanceof OrderReserved reserved) {
                held += Order.unitsIn(reserved.lines());
            } else if (event instanceof OrderConfirmed confirmed) {
                held -= Order.unitsIn(confirmed.lines());
                sold += Order.unitsIn(confirmed.lines());
            } else if (event instanceof OrderCancelled cancelled && cancelled.wasSold()) {
                sold -= Order.unitsIn(cancelled.lines());
            } else if (event instanceof OrderCancelled cancelled) {
                held -= Order.unitsIn(cancelled.lines());
            }
            require(after.counts().held() == held && after.counts().sold() == sold, after, held, sold, event);
        }
    }

    /** An order is won or lost once, however often it is sent. */
    static final class OneVerdictPerOrder implements Invariant {
        private final Set<UUID> decided = new HashSet<>();

        @Override
        public void afterDecision(Decision decision) {
            for (Event event : decision.events()) {
                if (event instanceof OrderReserved reserved) {
                    require(decided.add(reserved.orderId()), decision);
                } else if (event instanceof OrderRejected rejected) {
                    require(decided.add(rejected.orderId()), decision);
                }
            }
            if (decision.command() instanceof PlaceOrder place) {
                require(decided.contains(place.orderId()), decision);
            }
        }
    }

    /** Every command is answered by one event of its own, unless it is a repetition, or the clock's. */
    static final class EveryCommandIsAnsweredOnce implements Invariant {
        private final Set<UUID> placed = new HashSet<>();
        private final Set<UUID> adjusted = new HashSet<>();

        @Override
        public void afterDecision(Decision decision) {
            long answers = decision.events().stream()
                    .filter(event -> !(event instanceof OrderCancelled cancelled
                            && cancelled.reason() == CancellationReason.HOLD_EXPIRED))
                    .count();
            require(answers == expected(decision.command()), decision);
            for (Event event : decision.events()) {
                if (event instanceof StockAdjusted adjustment) {
                    adjusted.add(adjustment.adjustmentId());
                }
            }
        }

        private long expected(Command command) {
            return switch (command) {
                case Command.ExpireHolds _ -> 0;
                case PlaceOrder place -> placed.add(place.orderId()) ? 1 : 0;
                case AdjustStock adjust -> adjusted.contains(adjust.adjustmentId()) ? 0 : 1;
                case Command.OpenDeal _, Command.CloseDeal _, ConfirmOrder _, CancelOrder _ -> 1;
            };
        }
    }

    /** Orders and deals only ever take the steps that the design allows. */
    static final class LegalTransitionsOnly implements Invariant {
        private final Map<UUID, OrderStatus> statuses = new HashMap<>();
        private Phase phase = Phase.UNOPENED;

        @Override
        public void afterDecision(Decision decision) {
            decision.events().forEach(this::step);
        }

        private void step(Event event) {
            switch (event) {
                case DealOpened _ -> phase = from(Phase.UNOPENED, Phase.OPEN, event);
                case DealClosed _ -> phase = from(Phase.OPEN, Phase.CLOSED, event);
                case StockAdjusted _ -> require(phase == Phase.OPEN, phase, event);
                case OrderReserved reserved -> {
                    require(phase == Phase.OPEN, phase, event);
                    require(statuses.put(reserved.orderId(), OrderStatus.RESERVED) == null, event);
                }
                case OrderRejected rejected ->
                    require(statuses.put(rejected.orderId(), OrderStatus.REJECTED) == null, event);
                case OrderConfirmed confirmed ->
                    require(statuses.put(confirmed.orderId(), OrderStatus.CONFIRMED) == OrderStatus.RESERVED, event);
                case OrderCancelled cancelled -> {
                    OrderStatus before = statuses.put(cancelled.orderId(), OrderStatus.CANCELLED);
                    require(
                            before == (cancelled.wasSold() ? OrderStatus.CONFIRMED : OrderStatus.RESERVED),
                            before,
                            event);
                }
                case CommandRefused _ -> {}
            }
        }

        private Phase from(Phase expected, Phase next, Event event) {
            require(phase == expected, phase, event);
            return next;
        }
    }

    /** The deal's events are numbered from 1 without a gap. */
    static final class GaplessSequence implements Invariant {
        private long last;

        @Override
        public void afterEvent(Deal before, Event event, Deal after) {
            require(after.sequence() == ++last, after, event);
        }
    }

    /** The deal's decided orders stand in line at 1, 2, 3 and so on, won or not. */
    static final class PlacesInLineCountUp implements Invariant {
        private long last;

        @Override
        public void afterDecision(Decision decision) {
            for (Event event : decision.events()) {
                if (event instanceof OrderReserved reserved) {
                    require(reserved.placeInLine() == ++last, decision);
                } else if (event instanceof OrderRejected rejected) {
                    require(rejected.placeInLine() == ++last, decision);
                }
            }
        }
    }

    /** Nobody is told that units are gone while they are not: exact means never one too few as well. */
    static final class NobodyRejectedWhileUnitsWereFree implements Invariant {
        @Override
        public void afterEvent(Deal before, Event event, Deal after) {
            int free = before.counts().available();
            if (event instanceof OrderRejected rejected && rejected.reason() == RejectionReason.SOLD_OUT) {
                require(free == 0, before, event);
            }
            if (event instanceof OrderRejected rejected && rejected.reason() == RejectionReason.NOT_ENOUGH_LEFT) {
                require(free > 0 && free < Order.unitsIn(rejected.lines()), before, event);
            }
        }
    }

    /** An order is confirmed and cancelled by its shopper, or by whom the shop has empowered to. */
    static final class OnlyOwnersAndTheEmpoweredChangeAnOrder implements Invariant {
        @Override
        public void afterDecision(Decision decision) {
            for (Event event : decision.events()) {
                if (event instanceof OrderConfirmed confirmed) {
                    Requester by = ((ConfirmOrder) decision.command()).requester();
                    require(
                            by.name().equals(confirmed.shopper())
                                    || by.authority() == Authority.SHOP
                                    || by.authority() == Authority.PAYMENTS,
                            decision);
                } else if (event instanceof OrderCancelled cancelled
                        && cancelled.reason() != CancellationReason.HOLD_EXPIRED) {
                    Requester by = ((CancelOrder) decision.command()).requester();
                    boolean byShop = by.authority() == Authority.SHOP;
                    require(byShop || (by.name().equals(cancelled.shopper()) && !cancelled.wasSold()), decision);
                }
            }
        }
    }
}
