package io.fairline.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * How the records of one topic look on the wire: a prefix (magic byte 0, 4-byte schema id), then Avro binary.
 *
 * <p>The id is learned once from the configured serializer. From then on records of exactly that schema are written and
 * read here: without the registry, and without its client's caches and buffers for every record.
 *
 * @param schema the schema of the generated class
 * @param schemaId what the registry calls it
 */
public record WireFormat<T extends SpecificRecord>(Schema schema, int schemaId) {

    private static final byte MAGIC = 0;
    private static final int PREFIX_BYTES = 1 + Integer.BYTES;

    /**
     * Asks the configured serializer, and through it the registry, how it writes a record of that topic. It asks anew each
     * time.
     *
     * @throws NotTheWireFormat when the serializer writes something else
     * @throws RuntimeException of the serializer, when the registry is away or does not know the schema
     */
    public static <T extends SpecificRecord> WireFormat<T> learn(AvroSerdes serdes, String topic, T sample) {
        try (Serializer<T> serializer = serdes.newSerializer()) {
            byte[] expected = serializer.serialize(topic, sample);
            Integer schemaId = schemaIdOf(expected);
            if (schemaId == null) {
                throw new NotTheWireFormat(serdes);
            }
            WireFormat<T> learned = new WireFormat<>(sample.getSchema(), schemaId);
            if (!Arrays.equals(learned.newWriter().write(sample), expected)) {
                throw new NotTheWireFormat(serdes);
            }
            return learned;
        }
    }

    /** The schema id in front of a record; null when the bytes are not in the wire format at all. */
    public static @Nullable Integer schemaIdOf(byte[] value) {
        return value.length < PREFIX_BYTES || value[0] != MAGIC
                ? null
                : ByteBuffer.wrap(value).getInt(1);
    }

    /** Not thread-safe, as it reuses its buffers. */
    public Writer<T> newWriter() {
        return new Writer<>(this);
    }

    /** Not thread-safe, as it reuses its buffers. */
    public Reader<T> newReader() {
        return new Reader<>(this);
    }

    /** Encodes records. */
    public static final class Writer<T extends SpecificRecord> {

        private static final int USUAL_BYTES = 256;

        private final byte[] prefix;
        private final SpecificDatumWriter<T> avro;
        private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(USUAL_BYTES);
        private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(buffer, null);

        private Writer(WireFormat<T> format) {
            this.prefix = ByteBuffer.allocate(PREFIX_BYTES)
                    .put(MAGIC)
                    .putInt(format.schemaId())
                    .array();
            this.avro = new SpecificDatumWriter<>(format.schema());
        }

        /** The record's bytes on the wire. */
        public byte[] write(T value) {
            buffer.reset();
            buffer.writeBytes(prefix);
            try {
                avro.write(value, encoder);
            } catch (IOException e) {
                throw new UncheckedIOException("memory does not fail", e);
            }
            return buffer.toByteArray();
        }
    }

    /** Decodes records of exactly this schema. */
    public static final class Reader<T extends SpecificRecord> {

        private final SpecificDatumReader<T> avro;
        private @Nullable BinaryDecoder decoder;

        private Reader(WireFormat<T> format) {
            this.avro = new SpecificDatumReader<>(format.schema());
        }

        /** Throws whatever Avro throws at bytes that are no such record. */
        public T read(byte[] value) throws IOException {
            decoder = DecoderFactory.get().binaryDecoder(value, PREFIX_BYTES, value.length - PREFIX_BYTES, decoder);
            T read = avro.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new IOException("more bytes than the record has");
            }
            return read;
        }
    }

    /** The configured serializer writes another form than all services read. To ask again does not help. */
    public static final class NotTheWireFormat extends RuntimeException {

        private NotTheWireFormat(AvroSerdes serdes) {
            super(
                    ("%s does not write magic byte 0, a 4-byte schema id and Avro binary with this build's schema: correct its"
                                    + " settings, other services read that form")
                            .formatted(serdes.serializer()));
        }
    }
}
