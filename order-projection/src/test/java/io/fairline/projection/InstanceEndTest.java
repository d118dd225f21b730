package io.fairline.projection;

import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.projection.DealStory.Told;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** An instance that is told to end, with somebody waiting for longer than it is given. */
class InstanceEndTest {

    private static final LocalServers SERVERS = LocalServers.shared();
    private static final Duration SOON = Duration.ofSeconds(60);

    private final String prefix = SERVERS.newTopicPrefix();
    private final Map<String, String> surroundings =
            RunningProjection.surroundings(SERVERS, prefix, SERVERS.postgres().newDatabase());

    @Test
    void whoeverWaitsIsAnsweredAndNotCutOff() {
        try (EventLog log = new EventLog(SERVERS, prefix)) {
            DealStory deal = DealStory.anyDeal(log);
            Told order = deal.opened("Lamp", 10).reserved("alice", 1);
            deal.write();
            CompletableFuture<ResponseSpec> poll;
            try (RunningProjection projection = RunningProjection.start(surroundings)) {
                projection
                        .answer(order, "alice")
                        .expectBody()
                        .jsonPath("$.status")
                        .isEqualTo("RESERVED");
                poll = CompletableFuture.supplyAsync(() -> projection
                        .as("alice")
                        .get()
                        .uri("/orders/%s?wait=PT30S".formatted(order.id()))
                        .header(HttpHeaders.IF_NONE_MATCH, "\"2\"")
                        .exchange());
                await().atMost(SOON).until(() -> waiters(projection) > 0);
            }
            poll.join()
                    .expectStatus()
                    .isEqualTo(HttpStatus.NOT_MODIFIED)
                    .expectHeader()
                    .valueEquals(HttpHeaders.RETRY_AFTER, "1");
        }
    }

    private static double waiters(RunningProjection projection) {
        return projection
                .part(MeterRegistry.class)
                .get("fairline.projection.waiters")
                .gauge()
                .value();
    }
}
