package io.fairline.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairline.schemas.WireFormat.NotTheWireFormat;
import io.fairline.schemas.events.DealClosed;
import io.fairline.schemas.events.OrderEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class WireFormatTest {

    private static final String TOPIC = "order-events";
    private static final OrderEvent SAMPLE = new OrderEvent(1, 1L, 0, 0L, 0L, 0, 0, 0, new DealClosed("olga"));

    @Test
    void whatTheSerializerWritesIsReadAndWrittenWithoutIt() throws IOException {
        WireFormat<OrderEvent> format = learn(AsAvro.class);
        byte[] written = format.newWriter().write(SAMPLE);

        assertThat(format.schemaId()).isEqualTo(AsAvro.SCHEMA_ID);
        assertThat(written).isEqualTo(new AsAvro().serialize(TOPIC, SAMPLE));
        assertThat(WireFormat.schemaIdOf(written)).isEqualTo(AsAvro.SCHEMA_ID);
        assertThat(format.newReader().read(written)).isEqualTo(SAMPLE);
    }

    @Test
    void aRecordWithSomethingBehindItIsNotRead() {
        WireFormat<OrderEvent> format = learn(AsAvro.class);
        byte[] written = format.newWriter().write(SAMPLE);
        byte[] longer = Arrays.copyOf(written, written.length + 1);

        assertThatThrownBy(() -> format.newReader().read(longer)).hasMessage("more bytes than the record has");
    }

    @Test
    void bytesThatAreNotInTheWireFormatNameNoSchema() {
        assertThat(WireFormat.schemaIdOf(new byte[] {0, 0, 0, 1})).isNull();
        assertThat(WireFormat.schemaIdOf(new byte[] {1, 0, 0, 0, 1})).isNull();
    }

    @Test
    void aSerializerThatWritesNoSchemaIdIsRefused() {
        assertThatThrownBy(() -> learn(AsText.class))
                .isInstanceOf(NotTheWireFormat.class)
                .hasMessageContaining("AsText does not write magic byte 0");
    }

    @Test
    void aSerializerThatWritesSomethingElseBehindTheIdIsRefused() {
        assertThatThrownBy(() -> learn(AsTextBehindAnId.class)).isInstanceOf(NotTheWireFormat.class);
    }

    private static WireFormat<OrderEvent> learn(Class<?> serializer) {
        return WireFormat.learn(new AvroSerdes(serializer.getName(), "none", Map.of()), TOPIC, SAMPLE);
    }

    /** Writes the wire format by the letter. */
    public static final class AsAvro implements Serializer<OrderEvent> {

        static final int SCHEMA_ID = 258;

        @Override
        public byte[] serialize(String topic, OrderEvent value) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(
                    ByteBuffer.allocate(5).put((byte) 0).putInt(SCHEMA_ID).array());
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            try {
                new SpecificDatumWriter<>(OrderEvent.class).write(value, encoder);
                encoder.flush();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return bytes.toByteArray();
        }
    }

    /** Writes text, as a JSON serializer does. */
    public static final class AsText implements Serializer<Object> {
        @Override
        public byte[] serialize(String topic, Object value) {
            return value.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Writes text behind what looks like a schema id. */
    public static final class AsTextBehindAnId implements Serializer<Object> {
        @Override
        public byte[] serialize(String topic, Object value) {
            return ("\0\0\0\0\1" + value).getBytes(StandardCharsets.UTF_8);
        }
    }
}
