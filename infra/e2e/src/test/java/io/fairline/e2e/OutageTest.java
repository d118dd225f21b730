package io.fairline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.e2e.Shop.Accepted;
import io.fairline.local.stack.LocalStack;
import io.fairline.local.stack.ServiceKind;
import java.net.http.HttpResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Servers that go away while orders come in: what still works, what is said, and that nothing is lost. */
class OutageTest {

    private static final int LONG_HOLD = 86_400;

    private final LocalStack stack = Fairline.stack();
    private final Shop shop = Fairline.shop();

    @BeforeEach
    void everythingRuns() {
        Fairline.mend();
    }

    @Test
    void withoutTheRegistryOrdersAreStillTakenAndDecided() {
        int deal = shop.openDeal(10, 1, LONG_HOLD);
        stack.registry().kill();
        try {
            Accepted order = shop.accepted(deal, 1, "alice", "no-registry");
            shop.awaitStatus(order, "alice", "RESERVED");
        } finally {
            stack.registry().start();
        }
    }

    @Test
    void withoutRedisOrdersAreTakenAndShownFromPostgres() {
        int deal = shop.openDeal(10, 1, LONG_HOLD);
        Accepted before = shop.accepted(deal, 1, "alice", "before");
        shop.awaitStatus(before, "alice", "RESERVED");
        stack.redis().kill();
        try {
            Accepted during = shop.accepted(deal, 1, "bob", "during");
            shop.awaitStatus(during, "bob", "RESERVED");
            shop.confirm(before.orderId(), shop.token("alice"));
            shop.awaitStatus(before, "alice", "CONFIRMED");
        } finally {
            stack.redis().start();
        }
        shop.awaitStatus(before, "alice", "CONFIRMED");
    }

    @Test
    void withoutPostgresOrdersAreStillTakenAndDecidedAndShownLater() {
        int deal = shop.openDeal(10, 1, LONG_HOLD);
        Accepted order;
        try (EventTail events = EventTail.fromNow(stack)) {
            stack.postgres().kill();
            order = shop.accepted(deal, 1, "alice", "no-postgres");
            events.awaitOneAbout(order);
        } finally {
            stack.postgres().start();
        }
        JsonNode shown = shop.awaitStatus(order, "alice", "RESERVED");
        assertThat(shown.path("placeInLine").asInt()).isEqualTo(1);
    }

    @Test
    void withoutTheBrokerAnOrderIsRefusedOrOfUnknownOutcomeAndARetryIsTheSameOrder() {
        int deal = shop.openDeal(10, 1, LONG_HOLD);
        Accepted before = shop.accepted(deal, 1, "bob", "before");
        shop.awaitStatus(before, "bob", "RESERVED");
        stack.kafka().kill();
        try {
            HttpResponse<String> answer = shop.order(Fairline.intake(1), deal, 1, "alice", "no-broker");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            HttpResponse<String> shown = shop.read(Fairline.projection(1), before.statusPath(), shop.token("bob"));
            assertThat(shown.body()).contains("\"RESERVED\"");
        } finally {
            stack.kafka().start();
        }
        Accepted order = shop.accepted(Awaitility.await("orders are taken again")
                .atMost(Shop.PATIENCE)
                .until(
                        () -> shop.order(Fairline.intake(1), deal, 1, "alice", "no-broker"),
                        answer -> answer.statusCode() == 202));
        shop.awaitStatus(order, "alice", "RESERVED");
        shop.awaitHeld(deal, 2);
        assertThat(stack.services(ServiceKind.PROCESSOR)).allMatch(processor -> processor.isRunning());
    }
}
