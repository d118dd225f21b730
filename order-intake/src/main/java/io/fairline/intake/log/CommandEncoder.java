package io.fairline.intake.log;

import io.fairline.intake.admission.Command.CloseDeal;
import io.fairline.intake.admission.Requester;
import io.fairline.intake.admission.Requester.Authority;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.RegistryCalls;
import io.fairline.schemas.commands.OrderCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the configured serializer writes, having asked it only once: the schema's id is learned from one sample,
 * so no later order needs the registry or pays for looking its schema up. For one thread.
 */
final class CommandEncoder {

    private static final int HEADER_BYTES = 5;
    private static final int TYPICAL_BYTES = 256;

    private final byte[] header;
    private final DatumWriter<OrderCommand> writer = new SpecificDatumWriter<>(OrderCommand.class);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
    private @Nullable BinaryEncoder encoder;

    private CommandEncoder(byte[] header) {
        this.header = header;
    }

    /**
     * Asks the registry for the schema's id.
     *
     * @throws RuntimeException of the serializer, when the registry is away or does not know the schema; also when it
     *     does not answer for a while
     */
    static CommandEncoder learn(AvroSerdes serdes, String topic) {
        try (RegistryCalls registry = new RegistryCalls(RegistryCalls.ANSWER_WITHIN)) {
            return registry.call(() -> ask(serdes, topic));
        }
    }

    private static CommandEncoder ask(AvroSerdes serdes, String topic) {
        OrderCommand sample = CommandToAvro.write(new Requester("sample", Authority.SHOP), new CloseDeal(1), 0);
        try (Serializer<OrderCommand> serializer = serdes.newSerializer()) {
            byte[] expected = serializer.serialize(topic, sample);
            CommandEncoder learned = new CommandEncoder(Arrays.copyOf(expected, HEADER_BYTES));
            if (expected[0] != 0 || !Arrays.equals(expected, learned.encode(sample))) {
                throw new IllegalStateException(
                        "%s does not write Confluent's wire format with this build's schema: correct its settings"
                                .formatted(serdes.serializer()));
            }
            return learned;
        }
    }

    byte[] encode(OrderCommand command) {
        bytes.reset();
        bytes.writeBytes(header);
        try {
            encoder = EncoderFactory.get().directBinaryEncoder(bytes, encoder);
            writer.write(command, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return bytes.toByteArray();
    }
}
