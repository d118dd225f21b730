package io.fairline.schemas;

import io.fairline.schemas.RegistryCalls.NoAnswer;
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
        Deserializer<T> client = deserializer == null ? serdes.newDeserializer() : deserializer;
        deserializer = client;
        try {
            return registry.call(() -> client.deserialize(topic, value));
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
