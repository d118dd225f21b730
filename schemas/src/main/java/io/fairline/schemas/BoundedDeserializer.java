package io.fairline.schemas;

import io.fairline.schemas.RegistryCalls.NoAnswer;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * A deserializer with a time limit. One that the registry did not answer in time is abandoned, as it may still be busy; the
 * next call makes a new one. For one thread at a time.
 */
public final class BoundedDeserializer<T extends SpecificRecord> implements AutoCloseable {

    private final AvroSerdes serdes;
    private final RegistryCalls registry;
    private @Nullable Deserializer<T> deserializer;

    /** @param registry of the caller, who closes it */
    public BoundedDeserializer(AvroSerdes serdes, RegistryCalls registry) {
        this.serdes = serdes;
        this.registry = registry;
    }

    /**
     * What the configured deserializer makes of these bytes.
     *
     * @throws NoAnswer when it has not ended in time
     */
    public T deserialize(String topic, byte[] value) {
        return call(client -> client.deserialize(topic, value));
    }

    /**
     * The same of many, in their order and within one limit.
     *
     * @throws NoAnswer when it has not ended in time
     */
    public List<T> deserializeAll(String topic, List<byte[]> values) {
        return call(client ->
                values.stream().map(value -> client.deserialize(topic, value)).toList());
    }

    private <R> R call(Function<Deserializer<T>, R> work) {
        Deserializer<T> client = deserializer == null ? serdes.newDeserializer() : deserializer;
        deserializer = client;
        try {
            return registry.call(() -> work.apply(client));
        } catch (NoAnswer e) {
            deserializer = null;
            throw e;
        }
    }

    @Override
    public void close() {
        if (deserializer != null) {
            deserializer.close();
            deserializer = null;
        }
    }
}
