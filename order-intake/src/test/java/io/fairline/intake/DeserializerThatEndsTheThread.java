package io.fairline.intake;

import io.fairline.schemas.deals.DealRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Takes every record for the end of the world: an Error, not an exception. */
public final class DeserializerThatEndsTheThread implements Deserializer<DealRecord> {

    @Override
    public DealRecord deserialize(String topic, byte[] data) {
        throw new LinkageError("a library that does not fit");
    }
}
