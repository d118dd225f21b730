package io.fairline.projection.wire;

import io.fairline.projection.domain.DealEvent;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.BoundedDeserializer;
import io.fairline.schemas.RegistryCalls;
import io.fairline.schemas.RegistryCalls.NoAnswer;
import io.fairline.schemas.WireFormat;
import io.fairline.schemas.events.DealClosed;
import io.fairline.schemas.events.OrderEvent;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/** Turns the bytes of a record into an event. Confined to the consuming thread, like the deserializer inside. */
public final class EventDecoder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventDecoder.class);

    /** Of bytes that name none. */
    private static final int NO_SCHEMA = -1;

    private final AvroSerdes serdes;
    private final RegistryCalls registry;
    private final BoundedDeserializer<OrderEvent> deserializer;
    private boolean ownSchemaIsKnown;
    private @Nullable OwnSchema ownSchema;
    // By schema: what the registry had no answer to since the poll began.
    private final Map<Integer, RuntimeException> unanswered = new HashMap<>();

    /** @param registryAnswersWithin after which a question counts as not answered */
    public EventDecoder(AvroSerdes serdes, Duration registryAnswersWithin) {
        this.serdes = serdes;
        this.registry = new RegistryCalls(registryAnswersWithin);
        this.deserializer = new BoundedDeserializer<>(serdes, registry);
    }

    /**
     * From now on the registry is asked once more, for each schema. To wait for it in each partition of a poll would be to
     * wait until the group takes this instance for dead.
     */
    public void beginPoll() {
        unanswered.clear();
    }

    /** The record's event, by this build's schema or, where it was written with another, through the registry. */
    public DealEvent decode(ConsumerRecord<byte[], byte[]> record) throws CannotDecode {
        try {
            OrderEvent event = read(record);
            if (event == null) {
                throw new CannotDecode("it has no value", null);
            }
            return EventFromAvro.read(event);
        } catch (IOException | RuntimeException e) {
            throw isAboutTheRegistry(e)
                    ? new CannotDecode("the schema registry cannot be reached, check SCHEMA_REGISTRY_URL", e)
                    : new CannotDecode("its bytes are no event this version knows", e);
        }
    }

    /** By this build's own schema where it was written with that, through the registry otherwise. */
    private @Nullable OrderEvent read(ConsumerRecord<byte[], byte[]> record) throws IOException {
        byte[] value = record.value();
        if (value == null) {
            return null;
        }
        if (!ownSchemaIsKnown) {
            ownSchema = ask(NO_SCHEMA, () -> learnOwnSchema(record.topic()));
            ownSchemaIsKnown = true;
        }
        Integer found = WireFormat.schemaIdOf(value);
        int schemaId = found == null ? NO_SCHEMA : found;
        return ownSchema != null && ownSchema.schemaId() == schemaId
                ? ownSchema.reader().read(value)
                : ask(schemaId, () -> deserializer.deserialize(record.topic(), value));
    }

    private <T extends @Nullable Object> T ask(int schemaId, Supplier<T> question) {
        RuntimeException before = unanswered.get(schemaId);
        if (before != null) {
            throw before;
        }
        try {
            return question.get();
        } catch (RuntimeException e) {
            if (isAboutTheRegistry(e)) {
                unanswered.put(schemaId, e);
            }
            throw e;
        }
    }

    /** Null when the registry does not know this build's schema: then every event takes the long way. */
    private @Nullable OwnSchema learnOwnSchema(String topic) {
        try {
            return registry.call(() -> OwnSchema.learn(serdes, topic));
        } catch (RuntimeException e) {
            if (isAboutTheRegistry(e)) {
                throw e;
            }
            LOG.warn(
                    "{} cannot be written with this build's schema, so it is read more slowly until the next start: {}",
                    topic,
                    e.toString());
            return null;
        }
    }

    /** Only words for the log hang on this, and whether to ask at once again: either way the line stands still. */
    private static boolean isAboutTheRegistry(Throwable failure) {
        if (failure instanceof IOException) {
            return false; // of the bytes at hand: nothing else here reads anything without wrapping it
        }
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean inputOutput = cause instanceof IOException && !(cause instanceof EOFException);
            if (inputOutput || cause instanceof TimeoutException || cause instanceof NoAnswer) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        registry.close();
        deserializer.close();
    }

    /** Nearly all events are of this schema, and the registry's client costs more than everything else here. */
    private record OwnSchema(int schemaId, WireFormat.Reader<OrderEvent> reader) {

        static OwnSchema learn(AvroSerdes serdes, String topic) {
            OrderEvent sample = new OrderEvent(1, 1L, 0, 0L, 0L, 0, 0, 0, new DealClosed("sample"));
            WireFormat<OrderEvent> format = WireFormat.learn(serdes, topic, sample);
            return new OwnSchema(format.schemaId(), format.newReader());
        }
    }

    /** The record cannot be decoded, now or ever; the message says which it seems to be. */
    public static final class CannotDecode extends Exception {
        CannotDecode(String message, @Nullable Throwable cause) {
            super(cause == null ? message : message + " (" + describe(cause) + ")", cause);
        }

        private static String describe(Throwable failure) {
            Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
            return root.getClass().getSimpleName() + ": " + root.getMessage();
        }
    }
}
