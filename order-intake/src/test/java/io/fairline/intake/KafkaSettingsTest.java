package io.fairline.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.local.LocalServers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a managed Kafka asks for, such as credentials, reaches every client of it. */
class KafkaSettingsTest {

    @Test
    void settingsReachTheProducerAndTheReaderOfDeals() {
        try (RunningIntake _ = RunningIntake.start(
                Topics.fresh(LocalServers.shared()),
                Map.of("fairline.kafka.settings[metric.reporters]", SeenClients.class.getName()))) {
            assertThat(SeenClients.IDS).containsExactlyInAnyOrder("order-intake", "order-intake-deals");
        }
    }
}
