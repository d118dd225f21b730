package io.fairline.intake.log;

import io.fairline.intake.wire.CommandToAvro;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.BoundedDeserializer;
import io.fairline.schemas.RegistryCalls;
import io.fairline.schemas.deals.DealRecord;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads records of the deals topic. A record that cannot be read and a registry that is away look alike in the
 * exceptions of the various serdes, so the registry is asked something else: only when it answers that, before and
 * after a failure, is the record to blame.
 */
final class DealDecoder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DealDecoder.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final AvroSerdes serdes;
    private final String commandsTopic;
    private final RegistryCalls registry = new RegistryCalls(RegistryCalls.ANSWER_WITHIN);
    private final CountDownLatch closing;
    private final BoundedDeserializer<DealRecord> deserializer;

    /** @param commandsTopic whose schema the registry must know while it answers at all */
    DealDecoder(AvroSerdes serdes, String commandsTopic, CountDownLatch closing) {
        this.serdes = serdes;
        this.commandsTopic = commandsTopic;
        this.closing = closing;
        this.deserializer = new BoundedDeserializer<>(serdes, registry);
    }

    /** The record's value; null when nobody can read it, or when it is closed while the registry is away. */
    @Nullable
    DealRecord decode(ConsumerRecord<byte[], byte[]> deal) {
        boolean registryAnswered = false;
        for (int attempt = 0; closing.getCount() > 0; ) {
            try {
                return deserializer.deserialize(deal.topic(), deal.value());
            } catch (RuntimeException e) {
                boolean answered = registryAnswered;
                registryAnswered = registryAnswers();
                if (answered && registryAnswered) {
                    LOG.error("Skipping {}-{}@{}: {}", deal.topic(), deal.partition(), deal.offset(), e.toString());
                    return null;
                }
                if (!registryAnswered) {
                    Retrying.logEveryTwentieth(LOG, attempt++, "the schema registry does not answer", e);
                    Retrying.pause(closing, PAUSE);
                }
            }
        }
        return null;
    }

    private boolean registryAnswers() {
        try {
            // Learned anew each time, which cannot be done without asking.
            CommandToAvro.wireFormat(serdes, commandsTopic);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Override
    public void close() {
        registry.close();
        deserializer.close();
    }
}
