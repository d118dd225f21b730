package io.fairline.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.projection.DealStory.Told;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The consuming thread ends by itself: nobody is told that all is well. */
class ConsumerEndTest {

    private static final LocalServers SERVERS = LocalServers.shared();
    private static final Duration SOON = Duration.ofSeconds(30);

    private final String prefix = SERVERS.newTopicPrefix();
    private final Map<String, String> surroundings =
            RunningProjection.surroundings(SERVERS, prefix, SERVERS.postgres().newDatabase());

    @Test
    void instanceWhoseConsumerHasEndedIsNotReadyAndEnds() {
        surroundings.put("AVRO_DESERIALIZER", DeserializerThatEndsTheThread.class.getName());
        try (EventLog log = new EventLog(SERVERS, prefix);
                RunningProjection projection = RunningProjection.start(surroundings)) {
            DealStory deal = DealStory.anyDeal(log);
            Told order = deal.opened("Lamp", 10).reserved("alice", 1);
            deal.write();
            projection
                    .as("alice")
                    .get()
                    .uri("/orders/%s?wait=PT20S&position=%s".formatted(order.id(), order.position()))
                    .exchange()
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo("RESERVED");
            readiness(projection, 200);

            log.appendBytes(deal.dealId(), new byte[] {1, 2, 3});

            await().atMost(SOON).untilAsserted(() -> readiness(projection, 503));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(projection.ends())
                            .singleElement()
                            .asString()
                            .contains("ERROR"));
        }
    }

    private static void readiness(RunningProjection projection, int status) {
        projection
                .anybody()
                .get()
                .uri("/actuator/health/readiness")
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }
}
