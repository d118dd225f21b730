package io.fairline.processor.topology;

import io.fairline.processor.wire.Reading;
import io.fairline.schemas.AvroSerdes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** A registry client of the Confluent kind whose registry is a map, and can be taken down. One map per name. */
final class RegistryInMemory {

    private static final Map<String, RegistryInMemory> BY_NAME = new ConcurrentHashMap<>();
    private static final String NAME = "registry";

    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicInteger questionsToIgnore = new AtomicInteger();
    private final AtomicInteger questionsToSwallow = new AtomicInteger();
    private volatile int secret;

    static RegistryInMemory named(String name) {
        return BY_NAME.computeIfAbsent(name, _ -> new RegistryInMemory());
    }

    static AvroSerdes serdesOf(String name) {
        return new AvroSerdes(Writing.class.getName(), Reading.class.getName(), Map.of(NAME, name));
    }

    /** Answers nobody from now on. */
    void takeDown() {
        takeDownFor(Integer.MAX_VALUE);
    }

    /** Leaves that many questions unanswered. */
    void takeDownFor(int questions) {
        questionsToIgnore.set(questions);
    }

    /** Takes that many questions about that schema and answers them neither yes nor no, as when a wire is cut. */
    void saysNothingAbout(int schemaId, int questions) {
        secret = schemaId;
        questionsToSwallow.set(questions);
    }

    /** How often a schema was asked for. */
    int questions() {
        return questions.get();
    }

    int register(Schema schema) {
        askRegistry();
        int id = (int) SchemaNormalization.parsingFingerprint64(schema) & 0x7FFF_FFFF;
        schemas.put(id, schema);
        return id;
    }

    private Schema schema(int id) {
        questions.incrementAndGet();
        if (id == secret && isOneOf(questionsToSwallow)) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody waits for it any more", e);
            }
        }
        askRegistry();
        Schema schema = schemas.get(id);
        if (schema == null) {
            throw new IllegalArgumentException("404: no schema has the id " + id);
        }
        return schema;
    }

    private void askRegistry() {
        if (isOneOf(questionsToIgnore)) {
            throw new IllegalStateException("connection refused");
        }
    }

    private static boolean isOneOf(AtomicInteger questions) {
        return questions.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    /** Bytes of a record under its own schema. */
    byte[] encode(IndexedRecord value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                ByteBuffer.allocate(5).putInt(1, register(value.getSchema())).array());
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new SpecificDatumWriter<IndexedRecord>(value.getSchema()).write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    /** See {@link Serializer}. */
    public static final class Writing implements Serializer<IndexedRecord> {
        private RegistryInMemory registry = new RegistryInMemory();

        @Override
        public void configure(Map<String, ?> settings, boolean isKey) {
            registry = named(String.valueOf(settings.get(NAME)));
        }

        @Override
        public byte[] serialize(String topic, IndexedRecord value) {
            return registry.encode(value);
        }
    }

    /** See {@link Deserializer}. */
    public static final class Reading implements Deserializer<Object> {
        private RegistryInMemory registry = new RegistryInMemory();
        private final Map<Integer, Schema> remembered = new ConcurrentHashMap<>();

        @Override
        public void configure(Map<String, ?> settings, boolean isKey) {
            registry = named(String.valueOf(settings.get(NAME)));
        }

        @Override
        public Object deserialize(String topic, byte[] value) {
            Schema schema = remembered.computeIfAbsent(ByteBuffer.wrap(value).getInt(1), registry::schema);
            try {
                Object[] read = {
                    new SpecificDatumReader<Object>(schema, readerOf(schema))
                            .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null))
                };
                return read[0];
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Schema readerOf(Schema writer) {
            return writer.getName().equals("OrderCommand")
                    ? io.fairline.schemas.commands.OrderCommand.getClassSchema()
                    : writer;
        }
    }
}
