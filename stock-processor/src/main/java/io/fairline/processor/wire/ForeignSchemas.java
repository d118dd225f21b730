package io.fairline.processor.wire;

import io.fairline.processor.wire.RegistryPatience.RegistryUnreachable;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.BoundedDeserializer;
import io.fairline.schemas.RegistryCalls;
import io.fairline.schemas.RegistryCalls.NoAnswer;
import io.fairline.schemas.commands.OrderCommand;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads commands that were written with another schema than ours, through the configured deserializer and the registry.
 *
 * <p>A failure is either the record's (garbage, an id nobody knows) or the registry's (it is down), and clients do not
 * tell the two apart alike. So we ask: a second deserializer that remembers nothing reads a record known to be good. If
 * it can, the registry answers and the failure is the record's own. If it cannot, a good record is never given up for it.
 *
 * <p>For one thread. Nobody closes it: what {@link RegistryCalls} runs ends when it is no longer reachable.
 */
public final class ForeignSchemas {

    private static final Logger LOG = LoggerFactory.getLogger(ForeignSchemas.class);

    private final AvroSerdes serdes;
    private final String topic;
    private final byte[] knownGood;
    private final RegistryPatience patience;
    private final InstantSource clock;
    private final RegistryCalls calls;
    private final BoundedDeserializer<OrderCommand> deserializer;
    private final ProvenFailures proven = new ProvenFailures();

    /** @param topic of the commands */
    public ForeignSchemas(WireFormats wire, String topic, RegistryPatience patience, InstantSource clock) {
        this.serdes = wire.serdes();
        this.topic = topic;
        this.knownGood = wire.sampleCommand();
        this.patience = patience;
        this.clock = clock;
        this.calls = new RegistryCalls(patience.answerWithin());
        this.deserializer = new BoundedDeserializer<>(serdes, calls);
    }

    /**
     * The command in these bytes.
     *
     * @param appendedAtMillis when they came into the log
     * @throws Undecodable when it will never be readable
     * @throws RegistryUnreachable when the registry has not answered for longer than there is patience
     */
    OrderCommand read(byte[] value, int schemaId, long appendedAtMillis) throws Undecodable {
        long sinceNanos = System.nanoTime();
        boolean registryAnswered = false;
        while (true) {
            long askedAtMillis = clock.millis();
            try {
                return decode(value);
            } catch (RuntimeException failure) {
                String reason = "schema id %d: %s".formatted(schemaId, Undecodable.describe(failure));
                if (proven.prove(schemaId, reason, appendedAtMillis)) {
                    throw new Undecodable(reason);
                }
                RuntimeException silence = failure instanceof NoAnswer ? failure : silenceOfTheRegistry();
                if (silence == null && registryAnswered) {
                    proven.note(schemaId, reason, askedAtMillis);
                    throw new Undecodable(reason);
                }
                registryAnswered = silence == null;
                if (silence != null) {
                    waitForTheRegistry(schemaId, Duration.ofNanos(System.nanoTime() - sinceNanos), silence);
                }
            }
        }
    }

    private OrderCommand decode(byte[] value) {
        Object decoded = deserializer.deserialize(topic, value);
        if (decoded instanceof OrderCommand command) {
            return command;
        }
        throw new IllegalArgumentException("the record is no OrderCommand");
    }

    private @Nullable RuntimeException silenceOfTheRegistry() {
        try {
            OrderCommand _ = calls.call(this::decodeKnownGood);
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    private OrderCommand decodeKnownGood() {
        try (Deserializer<OrderCommand> withoutMemory = serdes.newDeserializer()) {
            return withoutMemory.deserialize(topic, knownGood);
        }
    }

    private void waitForTheRegistry(int schemaId, Duration waited, RuntimeException silence) {
        LOG.warn(
                "the schema registry does not answer; a command with schema id {} waits for it, and its line with it ({} s of {} s): {}",
                schemaId,
                waited.toSeconds(),
                patience.limit().toSeconds(),
                Undecodable.describe(silence));
        if (!patience.waitFor(waited)) {
            throw new RegistryUnreachable(
                    "the schema registry has not answered for %d s: bring it back; the command with schema id %d is kept and read again"
                            .formatted(waited.toSeconds(), schemaId),
                    silence);
        }
    }
}
