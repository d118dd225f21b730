package io.fairline.processor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.processor.domain.Command;
import io.fairline.processor.domain.Line;
import io.fairline.processor.domain.Requester;
import io.fairline.processor.domain.Terms;
import io.fairline.processor.wire.Reading.Understood;
import io.fairline.processor.wire.Reading.Unreadable;
import io.fairline.schemas.commands.AdjustStock;
import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.commands.CancelOrder;
import io.fairline.schemas.commands.CloseDeal;
import io.fairline.schemas.commands.ConfirmOrder;
import io.fairline.schemas.commands.ExpireHolds;
import io.fairline.schemas.commands.OpenDeal;
import io.fairline.schemas.commands.OrderCommand;
import io.fairline.schemas.commands.OrderLine;
import io.fairline.schemas.commands.PlaceOrder;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The crossing from the wire into the domain. */
class CommandFromAvroTest {

    private static final int DEAL = 7;
    private static final String ORDER = "00000007-1234-8abc-9def-0123456789ab";
    private static final UUID ORDER_ID = UUID.fromString(ORDER);
    private static final String ADJUSTMENT = "a3bb189e-8bf9-3888-9912-ace4e6543002";

    static Stream<Arguments> everyCommand() {
        return Stream.of(
                Arguments.of(
                        new OpenDeal("Espresso machine", 10, 2, 60, 1_800_000_000_000L),
                        new Command.OpenDeal(new Terms("Espresso machine", 2, 60, 1_800_000_000_000L), 10, "alice")),
                Arguments.of(
                        new OpenDeal("Espresso machine", 10, 2, 60, null),
                        new Command.OpenDeal(new Terms("Espresso machine", 2, 60, null), 10, "alice")),
                Arguments.of(
                        new AdjustStock(ADJUSTMENT, -5),
                        new Command.AdjustStock(UUID.fromString(ADJUSTMENT), -5, "alice")),
                Arguments.of(new CloseDeal(), new Command.CloseDeal("alice")),
                Arguments.of(
                        new PlaceOrder(ORDER, List.of(new OrderLine(DEAL, 2)), 99L),
                        new Command.PlaceOrder(ORDER_ID, "alice", List.of(new Line(DEAL, 2)), 99)),
                Arguments.of(
                        new PlaceOrder(ORDER, List.of(new OrderLine(DEAL, 2), new OrderLine(8, -1)), 99L),
                        new Command.PlaceOrder(ORDER_ID, "alice", List.of(new Line(DEAL, 2), new Line(8, -1)), 99)),
                Arguments.of(new ConfirmOrder(ORDER), new Command.ConfirmOrder(ORDER_ID, requester())),
                Arguments.of(new CancelOrder(ORDER), new Command.CancelOrder(ORDER_ID, requester())),
                Arguments.of(new ExpireHolds(), new Command.ExpireHolds()));
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void readsEveryCommand(Object onTheWire, Command inTheDomain) {
        OrderCommand command = new OrderCommand(DEAL, "alice", Authority.SHOPPER, 5L, onTheWire);
        assertThat(CommandFromAvro.read(command)).isEqualTo(new Understood(DEAL, inTheDomain));
    }

    @ParameterizedTest
    @EnumSource
    void readsEveryAuthority(Authority authority) {
        OrderCommand command = new OrderCommand(DEAL, "alice", authority, 5L, new ConfirmOrder(ORDER));
        assertThat(CommandFromAvro.read(command))
                .isInstanceOfSatisfying(
                        Understood.class,
                        understood -> assertThat(understood.command())
                                .isInstanceOfSatisfying(
                                        Command.ConfirmOrder.class,
                                        confirm -> assertThat(confirm.requester()
                                                        .authority()
                                                        .name())
                                                .isEqualTo(authority.name())));
    }

    @Test
    void cannotReadWhatItDoesNotKnow() {
        OrderCommand command = new OrderCommand(DEAL, "alice", Authority.SHOPPER, 5L, "a command of the future");
        assertThat(CommandFromAvro.read(command))
                .isEqualTo(new Unreadable("a command that this version does not know: String"));
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void cannotReadWhatIsAskedByNobodyWithAName(Object onTheWire) {
        for (String actor : List.of("ali\0ce", "alice\n", "a".repeat(257))) {
            OrderCommand command = new OrderCommand(DEAL, actor, Authority.SHOPPER, 5L, onTheWire);
            assertThat(CommandFromAvro.read(command))
                    .isInstanceOfSatisfying(
                            Unreadable.class,
                            unreadable -> assertThat(unreadable.reason()).endsWith(" is nobody's name"));
        }
    }

    @Test
    void readsTheLongestName() {
        String actor = "a".repeat(256);
        OrderCommand command = new OrderCommand(DEAL, actor, Authority.SHOP, 5L, new CloseDeal());
        assertThat(CommandFromAvro.read(command)).isEqualTo(new Understood(DEAL, new Command.CloseDeal(actor)));
    }

    private static Requester requester() {
        return new Requester("alice", io.fairline.processor.domain.Authority.SHOPPER);
    }
}
