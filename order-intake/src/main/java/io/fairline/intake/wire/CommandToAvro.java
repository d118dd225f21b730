package io.fairline.intake.wire;

import io.fairline.intake.admission.Command;
import io.fairline.intake.admission.Fingerprint;
import io.fairline.intake.admission.Requester;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.RegistryCalls;
import io.fairline.schemas.WireFormat;
import io.fairline.schemas.commands.AdjustStock;
import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.commands.CancelOrder;
import io.fairline.schemas.commands.CloseDeal;
import io.fairline.schemas.commands.ConfirmOrder;
import io.fairline.schemas.commands.OpenDeal;
import io.fairline.schemas.commands.OrderCommand;
import io.fairline.schemas.commands.OrderLine;
import io.fairline.schemas.commands.PlaceOrder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From what somebody asks to the record in order-commands. */
public final class CommandToAvro {

    private CommandToAvro() {}

    /**
     * The command's record.
     *
     * @param sentAtMillis this machine's clock; nobody decides by it
     */
    public static OrderCommand write(Requester requester, Command command, long sentAtMillis) {
        return new OrderCommand(
                command.dealId(),
                requester.subject(),
                authority(requester.authority()),
                sentAtMillis,
                payload(command));
    }

    /**
     * How that topic's records look, for as long as this build runs. Asks the registry; throws what {@link WireFormat#learn}
     * throws, also when there is no answer for a while.
     */
    public static WireFormat<OrderCommand> wireFormat(AvroSerdes serdes, String topic) {
        OrderCommand sample = write(new Requester("sample", Requester.Authority.SHOP), new Command.CloseDeal(1), 0);
        try (RegistryCalls registry = new RegistryCalls(RegistryCalls.ANSWER_WITHIN)) {
            return registry.call(() -> WireFormat.learn(serdes, topic, sample));
        }
    }

    private static Object payload(Command command) {
        return switch (command) {
            case Command.PlaceOrder order ->
                new PlaceOrder(
                        order.orderId().toString(),
                        List.of(new OrderLine(order.dealId(), order.quantity())),
                        Fingerprint.of(order));
            case Command.ConfirmOrder order -> new ConfirmOrder(order.orderId().toString());
            case Command.CancelOrder order -> new CancelOrder(order.orderId().toString());
            case Command.OpenDeal deal ->
                new OpenDeal(
                        deal.title(),
                        deal.stock(),
                        deal.maxQuantityPerOrder(),
                        deal.holdSeconds(),
                        millis(deal.opensAt()));
            case Command.AdjustStock stock ->
                new AdjustStock(stock.adjustmentId().toString(), stock.delta());
            case Command.CloseDeal _ -> new CloseDeal();
        };
    }

    private static Authority authority(Requester.Authority authority) {
        return switch (authority) {
            case SHOPPER -> Authority.SHOPPER;
            case PAYMENTS -> Authority.PAYMENTS;
            case SHOP -> Authority.SHOP;
        };
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
