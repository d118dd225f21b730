package io.fairline.projection.log;

import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.events.DealClosed;
import io.fairline.schemas.events.OrderEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads events that were written with exactly this build's schema, which is nearly all of them, without the registry's
 * client: that spends more on finding a record's schema than everything else here costs. Confined to one thread.
 */
final class OwnSchema {

    /** Of bytes that name none. */
    static final int NO_SCHEMA = -1;

    private static final int PREFIX_BYTES = 1 + Integer.BYTES;

    private final int schemaId;
    private final SpecificDatumReader<OrderEvent> reader = new SpecificDatumReader<>(OrderEvent.class);
    private @Nullable BinaryDecoder decoder;

    private OwnSchema(int schemaId) {
        this.schemaId = schemaId;
    }

    /** Learns what the registry calls the schema from what the configured serializer writes. */
    static OwnSchema learn(AvroSerdes serdes, String topic) {
        OrderEvent sample = new OrderEvent(1, 1L, 0, 0L, 0L, 0, 0, 0, new DealClosed("sample"));
        try (Serializer<OrderEvent> serializer = serdes.newSerializer()) {
            byte[] written = serializer.serialize(topic, sample);
            OwnSchema learned = new OwnSchema(schemaIdOf(written));
            if (!sample.equals(learned.read(written))) {
                throw new IllegalStateException(serdes.serializer() + " does not write Confluent's wire format");
            }
            return learned;
        } catch (IOException e) {
            throw new IllegalStateException(serdes.serializer() + " does not write Confluent's wire format", e);
        }
    }

    /** What the registry calls the schema that the value was written with. */
    static int schemaIdOf(byte[] value) {
        return value.length < PREFIX_BYTES || value[0] != 0
                ? NO_SCHEMA
                : ByteBuffer.wrap(value).getInt(1);
    }

    /** The event; null when it was written with another schema. */
    @Nullable
    OrderEvent read(byte[] value) throws IOException {
        if (schemaIdOf(value) != schemaId) {
            return null;
        }
        decoder = DecoderFactory.get().binaryDecoder(value, PREFIX_BYTES, value.length - PREFIX_BYTES, decoder);
        OrderEvent event = reader.read(null, decoder);
        if (!decoder.isEnd()) {
            throw new IOException("more bytes than the record has");
        }
        return event;
    }
}
