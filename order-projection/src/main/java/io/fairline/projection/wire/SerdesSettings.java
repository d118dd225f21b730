package io.fairline.projection.wire;

import io.fairline.schemas.AvroSerdes;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Which Avro client decodes the events, and its settings, handed on as they are. */
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
