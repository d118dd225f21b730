package io.fairline.projection.wire;

import io.fairline.schemas.AvroSerdes;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Which Avro client decodes the events. */
@ConfigurationProperties("fairline")
public record SerdesSettings(AvroSerdes serdes) {}
