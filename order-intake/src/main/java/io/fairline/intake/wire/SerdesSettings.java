package io.fairline.intake.wire;

import io.fairline.schemas.AvroSerdes;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which Avro client writes the commands and reads the deals.
 *
 * @param serdes its serializer must write Confluent's wire format
 */
@ConfigurationProperties("fairline")
public record SerdesSettings(AvroSerdes serdes) {}
