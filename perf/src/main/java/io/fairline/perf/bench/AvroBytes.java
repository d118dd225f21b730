package io.fairline.perf.bench;

import io.fairline.schemas.AvroSerdes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Records of one type to Avro's binary form and back, with everything reused that can be. Not thread-safe. */
final class AvroBytes<T extends SpecificRecord> {

    static {
        AvroSerdes.trustGeneratedRecords();
    }

    private final SpecificDatumWriter<T> writer;
    private final SpecificDatumReader<T> reader;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    private @Nullable BinaryEncoder encoder;
    private @Nullable BinaryDecoder decoder;

    AvroBytes(Class<T> type, Schema schema) {
        writer = new SpecificDatumWriter<>(type);
        reader = new SpecificDatumReader<>(schema);
    }

    byte[] write(T record) throws IOException {
        out.reset();
        BinaryEncoder to = EncoderFactory.get().directBinaryEncoder(out, encoder);
        encoder = to;
        writer.write(record, to);
        return out.toByteArray();
    }

    T read(byte[] bytes) throws IOException {
        BinaryDecoder from = DecoderFactory.get().binaryDecoder(bytes, decoder);
        decoder = from;
        return reader.read(null, from);
    }
}
