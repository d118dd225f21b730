package io.fairline.schemas;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Serializers and deserializers of the topics' values, by class name and settings: any client that speaks the
 * Confluent wire format (magic byte 0, 4-byte schema id, Avro binary) is a dependency and a setting away.
 *
 * @param serializer class name of a Kafka {@link Serializer}
 * @param deserializer class name of a Kafka {@link Deserializer} that yields the generated records
 * @param settings handed to both as they are, such as the registry's address
 */
public record AvroSerdes(String serializer, String deserializer, Map<String, String> settings) {

    public AvroSerdes {
        settings = Map.copyOf(settings);
    }

    /**
     * Apicurio's, as the services' settings name them unless told otherwise: schemas are looked up, never registered.
     *
     * @param registryUrl with the path of its API, such as {@code http://127.0.0.1:18081/apis/registry/v3}
     */
    public static AvroSerdes ofApicurio(String registryUrl) {
        return new AvroSerdes(
                "io.apicurio.registry.serde.avro.AvroKafkaSerializer",
                "io.apicurio.registry.serde.avro.AvroKafkaDeserializer",
                Map.of(
                        "apicurio.registry.url", registryUrl,
                        "apicurio.registry.use-specific-avro-reader", "true",
                        "apicurio.registry.dereference-schema", "true",
                        "apicurio.registry.auto-register", "false",
                        "apicurio.registry.http.adapter", "JDK",
                        // An id's schema never changes: asked for once, so that the registry may go away.
                        "apicurio.registry.check-period-ms", "31536000000"));
    }

    /** A new, configured serializer; the caller closes it. One for each producer: they need not be thread-safe. */
    @SuppressWarnings("unchecked") // the class is chosen by configuration; Kafka's own clients cast alike
    public <T extends SpecificRecord> Serializer<T> newSerializer() {
        trustGeneratedRecords();
        Serializer<T> instance = (Serializer<T>) instantiate(serializer);
        instance.configure(new HashMap<>(settings), false);
        return instance;
    }

    /** A new, configured deserializer; the caller closes it. One for each consuming thread. */
    @SuppressWarnings("unchecked") // as above
    public <T extends SpecificRecord> Deserializer<T> newDeserializer() {
        trustGeneratedRecords();
        Deserializer<T> instance = (Deserializer<T>) instantiate(deserializer);
        instance.configure(new HashMap<>(settings), false);
        return instance;
    }

    /**
     * Avro touches classes named by a schema only where somebody vouches for them: for the generated ones we do.
     * Whoever writes or reads them without these serdes calls this first.
     */
    public static void trustGeneratedRecords() {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.DEFAULT, type -> type.getPackageName().startsWith("io.fairline.schemas.")));
    }

    /** Without the settings, which may hold credentials. */
    @Override
    public String toString() {
        return "AvroSerdes[serializer=%s, deserializer=%s]".formatted(serializer, deserializer);
    }

    private static Object instantiate(String className) {
        try {
            return Class.forName(className).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "no serde '%s': put its library on the class path or correct the setting".formatted(className), e);
        }
    }
}
