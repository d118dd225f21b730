package io.fairline.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.processor.store.RocksMemory;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {

    private static final int BROKERS_LOOK_EVERY_MILLIS = 1_000; // as infra/kafka/broker.properties says
    private static final int DECISIONS_GO_ON_WITHIN_MILLIS = 12_000; // as docs/ARCHITECTURE.md says

    private final StreamsSettings settings =
            new StreamsSettings("app", "none:1", "processor-1", "data", 1, Duration.ofMillis(100), 0, Map.of());

    @Test
    void aTransactionOutlastsARebalanceThatWaitsForADeadMember() {
        assertThat(transactionMillis())
                .isGreaterThan(ofConsumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG)
                        + ofConsumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG));
    }

    @Test
    void aDeadInstancesTransactionIsOverWhenItsPartitionsAreToBeDecidedAgain() {
        assertThat(transactionMillis() + BROKERS_LOOK_EVERY_MILLIS).isLessThan(DECISIONS_GO_ON_WITHIN_MILLIS);
    }

    private int transactionMillis() {
        return number(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG));
    }

    private int ofConsumer(String setting) {
        return number(StreamsConfig.mainConsumerPrefix(setting));
    }

    private int number(String setting) {
        try (RocksMemory memory = new RocksMemory(1 << 20, 1 << 20)) {
            Properties properties = settings.properties(new TopicLayout(12, 1, 1), memory);
            return Integer.parseInt(String.valueOf(properties.get(setting)));
        }
    }
}
