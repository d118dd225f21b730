package io.fairline.schemas;

import io.fairline.schemas.commands.AdjustStock;
import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.commands.CancelOrder;
import io.fairline.schemas.commands.CloseDeal;
import io.fairline.schemas.commands.ConfirmOrder;
import io.fairline.schemas.commands.ExpireHolds;
import io.fairline.schemas.commands.OpenDeal;
import io.fairline.schemas.commands.OrderCommand;
import io.fairline.schemas.commands.PlaceOrder;
import io.fairline.schemas.deals.DealPhase;
import io.fairline.schemas.deals.DealRecord;
import io.fairline.schemas.deals.DealSnapshot;
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
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** One sample of everything that can stand in a topic: the story of deal 7. */
final class Samples {

    private static final String ORDER = "00000007-1c1a-8d5e-9b0a-5a2f6f0c9a11";
    private static final String LOSER = "00000007-77aa-8c3b-8f10-0d9be1c7d2f4";
    private static final String ADJUSTMENT = "00000007-2f6e-8ad3-a7c4-6e1d5b8f9021";
    private static final long NOON = 1_790_000_000_000L;

    private Samples() {}

    static List<? extends SpecificRecord> all() {
        return Stream.of(commands(), events(), deals()).flatMap(List::stream).toList();
    }

    static List<OrderCommand> commands() {
        var line = new io.fairline.schemas.commands.OrderLine(7, 2);
        return List.of(
                command("olga", Authority.SHOP, new OpenDeal("Espresso machine", 10, 2, 600, null)),
                command("olga", Authority.SHOP, new AdjustStock(ADJUSTMENT, -3)),
                command("olga", Authority.SHOP, new CloseDeal()),
                command("alice", Authority.SHOPPER, new PlaceOrder(ORDER, List.of(line), 0x5eed_cafeL)),
                command("stripe", Authority.PAYMENTS, new ConfirmOrder(ORDER)),
                command("alice", Authority.SHOPPER, new CancelOrder(ORDER)),
                command("clock", Authority.CLOCK, new ExpireHolds()));
    }

    static List<OrderEvent> events() {
        var lines = List.of(new OrderLine(7, 2));
        return List.of(
                event(1, 10, 0, 0, new DealOpened("Espresso machine", 10, 2, 600, NOON + 60_000, "olga")),
                event(2, 7, 0, 0, new StockAdjusted(ADJUSTMENT, -3, "olga")),
                event(3, 5, 2, 0, new OrderReserved(ORDER, "alice", lines, 1L, NOON + 600_000)),
                event(4, 5, 2, 0, new OrderRejected(LOSER, "bob", lines, 2L, RejectionReason.NOT_ENOUGH_LEFT)),
                event(5, 5, 0, 2, new OrderConfirmed(ORDER, "alice", lines, "stripe")),
                event(6, 7, 0, 0, new OrderCancelled(ORDER, "alice", lines, CancellationReason.BY_SHOP, true, "olga")),
                event(7, 7, 0, 0, new DealClosed("olga")),
                event(8, 7, 0, 0, refusal()));
    }

    static List<DealRecord> deals() {
        return List.of(new DealRecord(
                7, 7L, new DealSnapshot("Espresso machine", DealPhase.CLOSED, 7, 2, 600, NOON + 60_000, false, 12)));
    }

    private static CommandRefused refusal() {
        return new CommandRefused(RefusedCommand.CONFIRM_ORDER, ORDER, "alice", RefusalReason.ALREADY_CANCELLED);
    }

    private static OrderCommand command(String actor, Authority authority, SpecificRecord payload) {
        return new OrderCommand(7, actor, authority, NOON, payload);
    }

    private static OrderEvent event(long sequence, int available, int held, int sold, SpecificRecord payload) {
        return new OrderEvent(7, sequence, 3, 40 + sequence, NOON + sequence, available, held, sold, payload);
    }
}
