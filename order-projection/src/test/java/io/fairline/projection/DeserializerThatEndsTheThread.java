package io.fairline.projection;

import io.fairline.schemas.events.OrderEvent;
import org.apache.kafka.common.serialization.Deserializer;

/** Takes every record that is not of this build's own schema for the end of the world: an Error, not an exception. */
public final class DeserializerThatEndsTheThread implements Deserializer<OrderEvent> {

    @Override
    public OrderEvent deserialize(String topic, byte[] data) {
        throw new LinkageError("a library that does not fit");
    }
}
