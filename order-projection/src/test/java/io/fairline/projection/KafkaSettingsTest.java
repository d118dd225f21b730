package io.fairline.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.local.SeenClients;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a managed Kafka asks for, such as credentials, reaches every client of it. */
class KafkaSettingsTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void settingsReachTheReaderOfEventsTheCheckAtTheStartAndWhoeverCountsWhatIsUndecided() {
        LocalServers servers = LocalServers.shared();
        Map<String, String> surroundings = RunningProjection.surroundings(
                servers, servers.newTopicPrefix(), servers.postgres().newDatabase());
        surroundings.put("fairline.kafka.settings[metric.reporters]", SeenClients.class.getName());

        try (RunningProjection _ = RunningProjection.start(surroundings)) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(SeenClients.ids())
                            .anyMatch(id -> id.equals("projection-1-start"))
                            .anyMatch(id -> id.equals("projection-1-undecided"))
                            .anyMatch(id -> id.equals("projection-1") || id.matches("projection-1-\\d+")));
        }
    }
}
