package io.fairline.perf.load;

import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.BoundedDeserializer;
import io.fairline.schemas.RegistryCalls;
import io.fairline.schemas.RegistryCalls.NoAnswer;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Decodes what a poll brought. The registry, which is asked for each new schema, now and then takes a request and never
 * answers it; asked again it does.
 */
final class BatchDecoder<T extends SpecificRecord> implements AutoCloseable {

    private static final int MOST_TRIES = 3;

    private final String topic;
    private final RegistryCalls registry;
    private final BoundedDeserializer<T> deserializer;

    BatchDecoder(AvroSerdes serdes, String topic, Duration answerWithin) {
        this.topic = topic;
        this.registry = new RegistryCalls(answerWithin);
        this.deserializer = new BoundedDeserializer<>(serdes, registry);
    }

    /**
     * Each value decoded, in order.
     *
     * @throws NoAnswer when the registry was asked a few times and has not answered
     */
    List<T> decode(List<byte[]> values) {
        for (int tries = 1; tries < MOST_TRIES; tries++) {
            try {
                return deserializer.deserializeAll(topic, values);
            } catch (NoAnswer e) {
                // once more, with another connection
            }
        }
        return deserializer.deserializeAll(topic, values);
    }

    @Override
    public void close() {
        registry.close();
        deserializer.close();
    }
}
