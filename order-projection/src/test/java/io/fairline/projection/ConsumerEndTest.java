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
            projection.answer(order, "alice").expectBody().jsonPath("$.status").isEqualTo("RESERVED");
            projection.readiness().isOk();

            log.appendBytes(deal.dealId(), new byte[] {1, 2, 3});

            await().atMost(SOON).untilAsserted(() -> projection.readiness().isEqualTo(503));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(projection.ends())
                            .singleElement()
                            .asString()
                            .contains("ERROR"));
        }
    }
}
