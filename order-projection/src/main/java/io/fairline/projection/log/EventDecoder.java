package io.fairline.projection.log;

import io.fairline.projection.domain.DealEvent;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.events.OrderEvent;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Turns the bytes of a record into an event. Confined to the consuming thread, like the deserializer inside. */
final class EventDecoder implements AutoCloseable {

    private final AvroSerdes serdes;
    private @Nullable Deserializer<OrderEvent> deserializer;

    EventDecoder(AvroSerdes serdes) {
        this.serdes = serdes;
    }

    DealEvent decode(ConsumerRecord<byte[], byte[]> record) throws CannotDecode {
        try {
            if (deserializer == null) {
                deserializer = serdes.newDeserializer();
            }
            OrderEvent event = deserializer.deserialize(record.topic(), record.value());
            if (event == null) {
                throw new CannotDecode("it has no value", null);
            }
            return EventMapper.map(event);
        } catch (RuntimeException e) {
            throw isAboutTheRegistry(e)
                    ? new CannotDecode("the schema registry cannot be reached, check SCHEMA_REGISTRY_URL", e)
                    : new CannotDecode("its bytes are no event this version knows", e);
        }
    }

    /** Only words for the log hang on this: either way the line stands still until the record can be read. */
    private static boolean isAboutTheRegistry(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean inputOutput = cause instanceof IOException && !(cause instanceof EOFException);
            if (inputOutput || cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        if (deserializer != null) {
            deserializer.close();
        }
    }

    /** The record cannot be decoded, now or ever; the message says which it seems to be. */
    static final class CannotDecode extends Exception {
        CannotDecode(String message, @Nullable Throwable cause) {
            super(cause == null ? message : message + " (" + rootOf(cause) + ")", cause);
        }

        private static String rootOf(Throwable failure) {
            Throwable root = failure;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            return root.getClass().getSimpleName() + ": " + root.getMessage();
        }
    }
}
