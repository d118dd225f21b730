package io.fairline.intake.log;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the producers of the command log. */
@FunctionalInterface
interface CommandProducers {

    /** The most that {@code send} may hold up the sending thread, for metadata or for buffer space. */
    Duration MAX_BLOCK = Duration.ofMillis(100);

    int BATCH_BYTES = 64 * 1024;

    Producer<byte[], byte[]> create();

    static CommandProducers of(LogSettings settings) {
        Map<String, Object> config = settings.toReachTheBrokers();
        config.putAll(Map.ofEntries(
                entry(ProducerConfig.CLIENT_ID_CONFIG, "order-intake"),
                entry(ProducerConfig.ACKS_CONFIG, "all"),
                entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK.toMillis()),
                // What comes while a request is under way goes with the next one, so batches grow with the load and
                // the linger can be short.
                entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
                entry(ProducerConfig.LINGER_MS_CONFIG, settings.linger().toMillis()),
                entry(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES),
                entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                        settings.requestTimeout().toMillis()),
                entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int)
                        settings.deliveryTimeout().toMillis())));
        return () -> new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
