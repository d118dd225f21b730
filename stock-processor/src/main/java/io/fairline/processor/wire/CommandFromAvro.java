package io.fairline.processor.wire;

import io.fairline.processor.domain.Authority;
import io.fairline.processor.domain.Command;
import io.fairline.processor.domain.Line;
import io.fairline.processor.domain.Requester;
import io.fairline.processor.domain.Terms;
import io.fairline.processor.wire.Reading.Understood;
import io.fairline.processor.wire.Reading.Unreadable;
import io.fairline.schemas.OrderId;
import io.fairline.schemas.commands.AdjustStock;
import io.fairline.schemas.commands.CancelOrder;
import io.fairline.schemas.commands.CloseDeal;
import io.fairline.schemas.commands.ConfirmOrder;
import io.fairline.schemas.commands.ExpireHolds;
import io.fairline.schemas.commands.OpenDeal;
import io.fairline.schemas.commands.OrderCommand;
import io.fairline.schemas.commands.OrderLine;
import io.fairline.schemas.commands.PlaceOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Turns a command on the wire into one of the domain.
 *
 * <p>Values that make no sense go on to the rules, which answer them. Only a name that names nothing (an id that is no
 * id, or another deal's, or an actor with control characters) makes a command unreadable: there would be nobody to answer to.
 */
final class CommandFromAvro {

    /** Names from tokens have 64 characters at most; a longer one than this would not fit into a database's index. */
    private static final int LONGEST_NAME = 256;

    private CommandFromAvro() {}

    static Reading read(OrderCommand command) {
        String actor = command.getActor();
        if (actor.length() > LONGEST_NAME || actor.chars().anyMatch(Character::isISOControl)) {
            return new Unreadable(Undecodable.quoted(actor) + " is nobody's name");
        }
        int dealId = command.getDealId();
        return switch (command.getPayload()) {
            case OpenDeal open -> new Understood(dealId, open(command, open));
            case AdjustStock adjust -> adjust(command, adjust);
            case CloseDeal _ -> new Understood(dealId, new Command.CloseDeal(command.getActor()));
            case PlaceOrder place ->
                onOrder(
                        dealId,
                        place.getOrderId(),
                        id -> new Command.PlaceOrder(
                                id, command.getActor(), lines(place.getLines()), place.getFingerprint()));
            case ConfirmOrder confirm ->
                onOrder(dealId, confirm.getOrderId(), id -> new Command.ConfirmOrder(id, requester(command)));
            case CancelOrder cancel ->
                onOrder(dealId, cancel.getOrderId(), id -> new Command.CancelOrder(id, requester(command)));
            case ExpireHolds _ -> new Understood(dealId, new Command.ExpireHolds());
            // Avro's unions are no sealed types; a branch that is not above was added by a newer schema.
            case Object other ->
                new Unreadable("a command that this version does not know: "
                        + other.getClass().getSimpleName());
        };
    }

    private static Reading onOrder(int dealId, String text, Function<UUID, Command> command) {
        OrderId orderId = OrderId.parse(text).orElse(null);
        if (orderId == null) {
            return new Unreadable(Undecodable.quoted(text) + " is no order id");
        }
        if (orderId.dealId() != dealId) {
            return new Unreadable(
                    "order %s is in the line of deal %d, not of deal %d".formatted(orderId, orderId.dealId(), dealId));
        }
        return new Understood(dealId, command.apply(orderId.value()));
    }

    private static Command open(OrderCommand command, OpenDeal open) {
        Terms terms = new Terms(
                open.getTitle(), open.getMaxQuantityPerOrder(), open.getHoldSeconds(), open.getOpensAtMillis());
        return new Command.OpenDeal(terms, open.getStock(), command.getActor());
    }

    private static Reading adjust(OrderCommand command, AdjustStock adjust) {
        try {
            UUID adjustmentId = UUID.fromString(adjust.getAdjustmentId());
            return new Understood(
                    command.getDealId(), new Command.AdjustStock(adjustmentId, adjust.getDelta(), command.getActor()));
        } catch (IllegalArgumentException e) {
            return new Unreadable(
                    Undecodable.quoted(adjust.getAdjustmentId()) + " is no adjustment id: a UUID is expected");
        }
    }

    private static List<Line> lines(List<OrderLine> lines) {
        if (lines.size() == 1) {
            return List.of(line(lines.getFirst()));
        }
        List<Line> result = new ArrayList<>(lines.size());
        for (OrderLine line : lines) {
            result.add(line(line));
        }
        return List.copyOf(result);
    }

    private static Line line(OrderLine line) {
        return new Line(line.getDealId(), line.getQuantity());
    }

    private static Requester requester(OrderCommand command) {
        Authority authority = switch (command.getAuthority()) {
            case SHOPPER -> Authority.SHOPPER;
            case SHOP -> Authority.SHOP;
            case PAYMENTS -> Authority.PAYMENTS;
            case CLOCK -> Authority.CLOCK;
            case UNKNOWN -> Authority.UNKNOWN;
        };
        return new Requester(command.getActor(), authority);
    }
}
