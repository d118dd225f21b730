package io.fairline.processor.wire;

import io.fairline.processor.RefusesToRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
 * @param sample a record as the configured serializer writes it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WireFormat<T extends SpecificRecord>(Schema schema, int schemaId, byte[] sample) {

    static final byte MAGIC = 0;
    static final int PREFIX_BYTES = 1 + Integer.BYTES;

    /** Asks the configured serializer, and through it the registry, how it writes a record of that topic. */
    static <T extends SpecificRecord> WireFormat<T> learn(
            Serializer<SpecificRecord> serializer, String topic, T sampleRecord) {
        byte[] sample = serializer.serialize(topic, sampleRecord);
        if (sample.length <= PREFIX_BYTES || sample[0] != MAGIC) {
            throw notTheWireFormat(serializer);
        }
        int schemaId = ByteBuffer.wrap(sample).getInt(1);
        WireFormat<T> format = new WireFormat<>(sampleRecord.getSchema(), schemaId, sample);
        if (!Arrays.equals(format.newWriter().write(sampleRecord), sample)) {
            throw notTheWireFormat(serializer);
        }
        return format;
    }

    /** The schema id in front of a record; null when the bytes are not in the wire format at all. */
    static @Nullable Integer schemaIdOf(byte[] value) {
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

    private static RefusesToRun notTheWireFormat(Serializer<?> serializer) {
        return new RefusesToRun(
                ("%s does not write magic byte 0, a 4-byte schema id and Avro binary: correct its settings, other"
                                + " services read that form")
                        .formatted(serializer.getClass().getName()));
    }

    /** Encodes records. */
    public static final class Writer<T extends SpecificRecord> {

        private static final int USUAL_BYTES = 256;

        private final byte[] prefix;
        private final SpecificDatumWriter<T> avro;
        private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(USUAL_BYTES);
        private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(buffer, null);

        private Writer(WireFormat<T> format) {
            this.prefix = Arrays.copyOf(format.sample(), PREFIX_BYTES);
            this.avro = new SpecificDatumWriter<>(format.schema());
        }

        /** The record's bytes on the wire. */
        public byte[] write(T value) {
            buffer.reset();
            buffer.writeBytes(prefix);
            try {
                avro.write(value, encoder);
            } catch (IOException e) {
                throw new IllegalStateException("memory does not fail", e);
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
}
