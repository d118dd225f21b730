package io.fairline.intake.log;

import io.fairline.schemas.AvroSerdes;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param serializer class name; it must write Confluent's wire format
 * @param deserializer class name
 * @param settings handed to both as they are
 */
@ConfigurationProperties("fairline.serdes")
record SerdeSettings(String serializer, String deserializer, Map<String, String> settings) {

    AvroSerdes serdes() {
        return new AvroSerdes(serializer, deserializer, settings);
    }

    /** Without the settings, which may be secret. */
    @Override
    public String toString() {
        return "SerdeSettings[serializer=%s, deserializer=%s]".formatted(serializer, deserializer);
    }
}
