package io.fairline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.e2e.Shop.Accepted;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Orders on their way through all services, as their shoppers see them. */
class OrderJourneyTest {

    private static final int LONG_HOLD = 86_400;
    private static final int PARTITIONS = 12;

    private final Shop shop = Fairline.shop();

    @BeforeEach
    void everythingRuns() {
        Fairline.mend();
    }

    @Test
    void anOrderIsReservedConfirmedAndCounted() {
        int deal = shop.openDeal(10, 2, LONG_HOLD);

        Accepted order = shop.accepted(deal, 2, "alice", "first");
        JsonNode reserved = shop.awaitStatus(order, "alice", "RESERVED");
        assertThat(reserved.path("dealId").asInt()).isEqualTo(deal);
        assertThat(reserved.path("quantity").asInt()).isEqualTo(2);
        assertThat(reserved.path("placeInLine").asLong()).isEqualTo(1);
        assertThat(reserved.path("holdUntil").asString()).isNotEmpty();

        shop.confirm(order.orderId(), shop.token("alice"));
        shop.awaitStatus(order, "alice", "CONFIRMED");
        JsonNode counts = shop.deal(deal);
        assertThat(List.of(
                        counts.path("available").asInt(),
                        counts.path("held").asInt(),
                        counts.path("sold").asInt()))
                .containsExactly(8, 0, 2);
    }

    @Test
    void whoComesFirstWinsAndTheRestAreToldWhy() {
        int deal = shop.openDeal(3, 1, LONG_HOLD);
        List<Accepted> line = new ArrayList<>();
        for (int place = 1; place <= 5; place++) {
            HttpResponse<String> answer =
                    shop.order(Fairline.intake(1 + place % 2), deal, 1, "shopper-" + place, "only");
            if (answer.statusCode() == 409) {
                assertThat(place)
                        .as("the gate closes only behind the last unit")
                        .isGreaterThan(3);
                assertThat(answer.body()).contains("urn:fairline:problem:sold-out");
            } else {
                line.add(shop.accepted(answer));
            }
        }

        assertThat(line).hasSizeGreaterThanOrEqualTo(3);
        for (int place = 1; place <= line.size(); place++) {
            Accepted order = line.get(place - 1);
            String shopper = "shopper-" + place;
            if (place <= 3) {
                assertThat(shop.awaitStatus(order, shopper, "RESERVED")
                                .path("placeInLine")
                                .asInt())
                        .isEqualTo(place);
            } else {
                assertThat(shop.awaitStatus(order, shopper, "REJECTED")
                                .path("reason")
                                .asString())
                        .isEqualTo("SOLD_OUT");
            }
        }
    }

    @Test
    void aRetryThroughTheOtherIntakeIsTheSameOrder() {
        int deal = shop.openDeal(10, 2, LONG_HOLD);

        Accepted first = shop.accepted(shop.order(Fairline.intake(1), deal, 2, "alice", "retry"));
        Accepted second = shop.accepted(shop.order(Fairline.intake(2), deal, 2, "alice", "retry"));
        Accepted later = shop.accepted(deal, 1, "bob", null);

        assertThat(second.orderId()).isEqualTo(first.orderId());
        shop.awaitStatus(first, "alice", "RESERVED");
        assertThat(shop.awaitStatus(later, "bob", "RESERVED")
                        .path("placeInLine")
                        .asInt())
                .isEqualTo(2);
        shop.awaitHeld(deal, 3);
    }

    @Test
    void theSameKeyForSomethingElseIsRefused() {
        int deal = shop.openDeal(1_000, 2, LONG_HOLD);

        // On a machine too busy for Redis to answer in time, an intake takes both: the processor tells them apart.
        HttpResponse<String> other = Awaitility.await("an intake remembers the key")
                .atMost(Shop.PATIENCE)
                .until(
                        () -> {
                            String key = UUID.randomUUID().toString();
                            shop.accepted(deal, 1, "alice", key);
                            return shop.order(Fairline.intake(2), deal, 2, "alice", key);
                        },
                        answer -> answer.statusCode() == 422);
        assertThat(other.body()).contains("urn:fairline:problem:idempotency-key-reused");
    }

    @Test
    void aHoldThatRunsOutComesBackWithNobodyAsking() {
        int deal = shop.openDeal(1, 1, 1);

        Accepted slow = shop.accepted(deal, 1, "slow", null);
        JsonNode expired = shop.awaitStatus(slow, "slow", "CANCELLED");

        assertThat(expired.path("reason").asString()).isEqualTo("HOLD_EXPIRED");
        Accepted next = shop.accepted(Awaitility.await("the gate opens again")
                .atMost(Shop.PATIENCE)
                .until(
                        () -> shop.order(Fairline.intake(1), deal, 1, "next", "mine"),
                        answer -> answer.statusCode() == 202));
        // Seen late, this hold of one second may have run out as well: either way the unit was sold again.
        shop.awaitStatus(next, "next", "RESERVED", "CANCELLED");
    }

    @Test
    void whatCannotBeConfirmedOrCancelledIsAnsweredWithTheReason() {
        int deal = shop.openDeal(3, 2, LONG_HOLD);
        Accepted confirmed = shop.accepted(deal, 1, "alice", null);
        Accepted cancelled = shop.accepted(deal, 1, "bob", null);
        Accepted rejected = shop.accepted(deal, 2, "late", null);
        shop.awaitStatus(rejected, "late", "REJECTED");

        shop.confirm(confirmed.orderId(), shop.token("alice"));
        shop.cancel(cancelled.orderId(), shop.token("bob"));
        shop.awaitStatus(confirmed, "alice", "CONFIRMED");
        shop.awaitStatus(cancelled, "bob", "CANCELLED");

        shop.confirm(confirmed.orderId(), shop.token("alice"));
        shop.awaitRefusal(confirmed, "alice", "ALREADY_CONFIRMED");
        shop.cancel(cancelled.orderId(), shop.token("bob"));
        shop.awaitRefusal(cancelled, "bob", "ALREADY_CANCELLED");
        shop.confirm(rejected.orderId(), shop.token("late"));
        shop.awaitRefusal(rejected, "late", "ORDER_REJECTED");
    }

    @Test
    void confirmingAnExpiredHoldIsRefused() {
        int deal = shop.openDeal(1, 1, 1);
        Accepted order = shop.accepted(deal, 1, "slow", null);
        shop.awaitStatus(order, "slow", "CANCELLED");

        shop.confirm(order.orderId(), shop.token("slow"));

        shop.awaitRefusal(order, "slow", "HOLD_EXPIRED");
        assertThat(shop.deal(deal).path("available").asInt()).isEqualTo(1);
    }

    @Test
    void aStrangersOrderIsNotThereAndCannotBeTouched() {
        int deal = shop.openDeal(5, 1, LONG_HOLD);
        Accepted order = shop.accepted(deal, 1, "alice", null);
        shop.awaitStatus(order, "alice", "RESERVED");

        HttpResponse<String> seen =
                shop.read(Fairline.projection(1), "/orders/" + order.orderId(), shop.token("mallory"));
        shop.cancel(order.orderId(), shop.token("mallory"));
        Accepted behind = shop.accepted(deal, 1, "bob", null);
        shop.awaitStatus(behind, "bob", "RESERVED");

        assertThat(seen.statusCode()).isEqualTo(404);
        JsonNode untouched = shop.awaitStatus(order, "alice", "RESERVED");
        assertThat(untouched.has("refusal"))
                .as("Mallory's refusal is not Alice's")
                .isFalse();
    }

    @Test
    void thePaymentServiceConfirmsForAShopper() {
        int deal = shop.openDeal(5, 1, LONG_HOLD);
        Accepted order = shop.accepted(deal, 1, "alice", null);

        shop.confirm(order.orderId(), shop.token("psp", "payments"));

        shop.awaitStatus(order, "alice", "CONFIRMED");
        HttpResponse<String> seen =
                shop.read(Fairline.projection(1), "/orders/" + order.orderId(), shop.token("psp", "payments"));
        assertThat(seen.statusCode()).as("what the payment service is answered").isEqualTo(200);
    }

    @Test
    void opsSeeThatEveryCommandIsDecided() {
        int deal = shop.openDeal(10, 1, LONG_HOLD);
        shop.awaitStatus(shop.accepted(deal, 1, "alice", "counted"), "alice", "RESERVED");

        Awaitility.await("of no partition a command is undecided")
                .atMost(Shop.PATIENCE)
                .untilAsserted(() -> assertThat(undecided()).hasSize(PARTITIONS).containsOnly(0.0));
    }

    private List<Double> undecided() {
        String metrics = shop.read(Fairline.projection(1), "/actuator/prometheus", shop.token("olga", "ops"))
                .body();
        return metrics.lines()
                .filter(line -> line.startsWith("fairline_commands_undecided{"))
                .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                .toList();
    }
}
