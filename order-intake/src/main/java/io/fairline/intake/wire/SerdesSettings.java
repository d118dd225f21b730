package io.fairline.intake.wire;

import io.fairline.schemas.AvroSerdes;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which Avro client writes the commands and reads the deals.
 *
 * @param serializer class name; it must write Confluent's wire format
 * @param deserializer class name
 * @param settings handed to both as they are
 */
@ConfigurationProperties("fairline.serdes")
public record SerdesSettings(String serializer, String deserializer, Map<String, String> settings) {

    public AvroSerdes serdes() {
        return new AvroSerdes(serializer, deserializer, settings);
    }

    /** Without the settings, which may be secret. */
    @Override
    public String toString() {
        return "SerdesSettings[serializer=%s, deserializer=%s]".formatted(serializer, deserializer);
    }
}
