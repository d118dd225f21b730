package io.fairline.intake.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.intake.admission.Command;
import io.fairline.intake.admission.Fingerprint;
import io.fairline.intake.admission.Requester;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.OrderId;
import io.fairline.schemas.commands.AdjustStock;
import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.commands.CancelOrder;
import io.fairline.schemas.commands.CloseDeal;
import io.fairline.schemas.commands.ConfirmOrder;
import io.fairline.schemas.commands.OpenDeal;
import io.fairline.schemas.commands.OrderCommand;
import io.fairline.schemas.commands.OrderLine;
import io.fairline.schemas.commands.PlaceOrder;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command crosses into Avro and is the same on the other side. */
class CommandToAvroTest {

    private static final String ID = "00000007-5f0e-8c1d-9a2b-3c4d5e6f7081";
    private static final OrderId ORDER = OrderId.parse(ID).orElseThrow();
    private static final Requester ALICE = new Requester("alice", Requester.Authority.SHOPPER);

    @BeforeAll
    static void trustGeneratedRecords() {
        AvroSerdes.trustGeneratedRecords();
    }

    @ParameterizedTest
    @MethodSource
    void commandIsReadBackAsItWasMeant(Command command, Object payload) throws IOException {
        OrderCommand written = CommandToAvro.write(ALICE, command, 1_764_244_800_000L);

        OrderCommand read = OrderCommand.fromByteBuffer(written.toByteBuffer());

        assertThat(read).isEqualTo(new OrderCommand(7, "alice", Authority.SHOPPER, 1_764_244_800_000L, payload));
    }

    static Stream<Arguments> commandIsReadBackAsItWasMeant() {
        Command.PlaceOrder order = new Command.PlaceOrder(ORDER, 2);
        return Stream.of(
                Arguments.of(order, new PlaceOrder(ID, List.of(new OrderLine(7, 2)), Fingerprint.of(order))),
                Arguments.of(new Command.ConfirmOrder(ORDER), new ConfirmOrder(ID)),
                Arguments.of(new Command.CancelOrder(ORDER), new CancelOrder(ID)),
                Arguments.of(
                        new Command.OpenDeal(7, "Lampe für 1 €", 1_000_000_000, 2, 86_400, null),
                        new OpenDeal("Lampe für 1 €", 1_000_000_000, 2, 86_400, null)),
                Arguments.of(
                        new Command.OpenDeal(7, "Lamp", 1, 1, 1, Instant.ofEpochMilli(1_764_266_400_123L)),
                        new OpenDeal("Lamp", 1, 1, 1, 1_764_266_400_123L)),
                Arguments.of(
                        new Command.AdjustStock(7, UUID.fromString(ID), -1_000_000_000),
                        new AdjustStock(ID, -1_000_000_000)),
                Arguments.of(new Command.CloseDeal(7), new CloseDeal()));
    }

    @ParameterizedTest
    @CsvSource({"SHOPPER, SHOPPER", "PAYMENTS, PAYMENTS", "SHOP, SHOP"})
    void requesterSpeaksInHisOwnCapacity(Requester.Authority asks, Authority written) {
        Requester requester = new Requester("bob", asks);

        OrderCommand command = CommandToAvro.write(requester, new Command.CancelOrder(ORDER), 0);

        assertThat(command.getActor()).isEqualTo("bob");
        assertThat(command.getAuthority()).isEqualTo(written);
    }
}
