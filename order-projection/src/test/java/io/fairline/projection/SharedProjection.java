package io.fairline.projection;

import io.fairline.local.LocalServers;
import io.fairline.projection.DealStory.Told;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** One instance, its log and its usual questions, for all tests that break nothing; each tells its own deals. */
final class SharedProjection {

    private static final LocalServers SERVERS = LocalServers.shared();
    private static final String PREFIX = SERVERS.newTopicPrefix();

    static final EventLog LOG = new EventLog(SERVERS, PREFIX);
    static final RunningProjection PROJECTION = RunningProjection.start(
            RunningProjection.surroundings(SERVERS, PREFIX, SERVERS.postgres().newDatabase()));

    private SharedProjection() {}

    /** The order's first answer, waited for. */
    static ResponseSpec answer(Told order, String shopper) {
        return PROJECTION.answer(order, shopper);
    }

    /** The order's answer once it has this version. */
    static ResponseSpec settled(Told order, String shopper, long version) {
        return PROJECTION
                .as(shopper)
                .get()
                .uri("/orders/%s?wait=PT20S".formatted(order.id()))
                .header(HttpHeaders.IF_NONE_MATCH, "\"" + (version - 1) + "\"")
                .exchange()
                .expectStatus()
                .isOk();
    }
}
