package io.fairline.projection;

import static io.fairline.projection.SharedProjection.LOG;
import static io.fairline.projection.SharedProjection.PROJECTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.projection.DealStory.Told;
import io.fairline.schemas.events.CancellationReason;
import io.fairline.schemas.events.RefusalReason;
import io.fairline.schemas.events.RefusedCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Deals, their ledgers, and pages of everything. */
class DealQueriesTest {

    private final DealStory deal = DealStory.anyDeal(LOG);

    @Test
    void dealShowsItsTermsAndItsCounts() {
        deal.opened("Lamp", 10);
        deal.confirmed(deal.reserved("alice", 3));
        deal.reserved("bob", 2);
        deal.adjusted(5).write();

        at(deal.sequence())
                .expectBody()
                .jsonPath("$.title")
                .isEqualTo("Lamp")
                .jsonPath("$.phase")
                .isEqualTo("OPEN")
                .jsonPath("$.stock")
                .isEqualTo(15)
                .jsonPath("$.available")
                .isEqualTo(10)
                .jsonPath("$.held")
                .isEqualTo(2)
                .jsonPath("$.sold")
                .isEqualTo(3)
                .jsonPath("$.maxQuantityPerOrder")
                .isEqualTo(5)
                .jsonPath("$.holdSeconds")
                .isEqualTo(DealStory.HOLD_SECONDS)
                .jsonPath("$.sequence")
                .isEqualTo(5)
                .jsonPath("$.opensAt")
                .doesNotExist();
    }

    @Test
    void closedDealSaysSo() {
        deal.opened("Lamp", 10).write();
        at(1).expectBody().jsonPath("$.phase").isEqualTo("OPEN");
        deal.closed().write();

        at(2).expectBody().jsonPath("$.phase").isEqualTo("CLOSED");
    }

    @Test
    void refusedDealCommandIsShownToWhoeverAskedUntilAnotherOneIsAnswered() {
        deal.opened("Lamp", 10)
                .refused(RefusedCommand.ADJUST_STOCK, null, "shop", RefusalReason.STOCK_OUT_OF_BOUNDS)
                .reserved("alice", 1);
        deal.write();

        at(3).expectBody()
                .jsonPath("$.refusal.command")
                .isEqualTo("ADJUST_STOCK")
                .jsonPath("$.refusal.reason")
                .isEqualTo("STOCK_OUT_OF_BOUNDS");
        PROJECTION
                .as("alice")
                .get()
                .uri("/deals/" + deal.dealId())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.refusal")
                .doesNotExist();
        deal.adjusted(1).write();
        at(4).expectBody().jsonPath("$.refusal").doesNotExist();
    }

    @Test
    void dealThatIsStillInTheLineIsNotFoundAndToBeAskedForAgain() {
        deal.opened("Lamp", 10);

        PROJECTION
                .as("shop")
                .get()
                .uri("/deals/%d?position=%s".formatted(deal.dealId(), deal.lastCause()))
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .valueEquals(HttpHeaders.RETRY_AFTER, "1");
        deal.write();
        PROJECTION
                .as("shop")
                .get()
                .uri("/deals/%d?wait=PT20S&position=%s".formatted(deal.dealId(), deal.lastCause()))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void unknownDealIsNotFound() {
        PROJECTION
                .as("alice")
                .get()
                .uri("/deals/2147483647")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .doesNotExist(HttpHeaders.RETRY_AFTER);
    }

    @Test
    void ledgerHasOneEntryForEachMovementAndIsForTheShopOnly() {
        Told order = deal.opened("Lamp", 10).reserved("alice", 3);
        deal.refused(RefusedCommand.CANCEL_ORDER, order.id(), "mallory", RefusalReason.UNKNOWN_ORDER)
                .cancelled(order, CancellationReason.HOLD_EXPIRED, false, "clock")
                .closed()
                .write();
        at(5).expectStatus().isOk();

        List<Map<String, Object>> entries = pages(PROJECTION.as("shop", "ops"), ledger(), "entries", 2);
        assertThat(entries)
                .extracting(entry -> entry.get("kind"))
                .containsExactly("OPENED", "RESERVED", "CANCELLED", "CLOSED");
        assertThat(entries.get(2))
                .containsEntry("units", 3)
                .containsEntry("actor", "clock")
                .containsEntry("reason", "HOLD_EXPIRED")
                .containsEntry("orderId", order.id().toString())
                .containsEntry("available", 10);
        PROJECTION
                .as("alice")
                .get()
                .uri(ledger())
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:fairline:problem:forbidden");
    }

    @Test
    void ownOrdersComeNewestFirstAndPageByPage() {
        String shopper = "pager-" + deal.dealId();
        deal.opened("Lamp", 100);
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            told.addFirst(deal.reserved(shopper, 1).id().toString());
            deal.reserved("somebody-else", 1);
        }
        deal.write();
        at(deal.sequence()).expectStatus().isOk();

        List<Map<String, Object>> orders = pages(PROJECTION.as(shopper), "/orders", "orders", 3);
        assertThat(orders).extracting(order -> order.get("orderId")).isEqualTo(told);
    }

    @Test
    void dealsArePagedWithoutGapsOrDoubles() {
        List<Integer> mine = new ArrayList<>();
        DealStory last = deal;
        for (int i = 0; i < 5; i++) {
            last = DealStory.anyDeal(LOG).opened("Deal " + i, 1).write();
            mine.add(last.dealId());
            PROJECTION
                    .as("alice")
                    .get()
                    .uri("/deals/%d?wait=PT20S&position=%s".formatted(last.dealId(), last.lastCause()))
                    .exchange()
                    .expectStatus()
                    .isOk();
        }

        List<Map<String, Object>> deals = pages(PROJECTION.as("alice"), "/deals", "deals", 2);
        assertThat(deals)
                .extracting(each -> each.get("dealId"))
                .doesNotHaveDuplicates()
                .containsAll(mine);
    }

    private String ledger() {
        return "/deals/%d/ledger".formatted(deal.dealId());
    }

    /** The deal once it has this sequence, as the shop sees it. */
    private ResponseSpec at(long sequence) {
        return PROJECTION
                .as("shop", "ops")
                .get()
                .uri("/deals/%d?wait=PT20S&position=%s".formatted(deal.dealId(), deal.lastCause()))
                .header(HttpHeaders.IF_NONE_MATCH, "\"0\", \"%d\"".formatted(sequence - 1))
                .exchange()
                .expectStatus()
                .isOk();
    }

    private static List<Map<String, Object>> pages(WebTestClient client, String path, String list, int limit) {
        List<Map<String, Object>> all = new ArrayList<>();
        @Nullable Object after = null;
        do {
            Map<String, Object> page = Objects.requireNonNull(client.get()
                    .uri(path + "?limit=" + limit + (after == null ? "" : "&after=" + after))
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                    .returnResult()
                    .getResponseBody());
            @SuppressWarnings("unchecked") // the list's entries are JSON objects
            List<Map<String, Object>> entries = (List<Map<String, Object>>) page.get(list);
            assertThat(entries).isNotNull().hasSizeLessThanOrEqualTo(limit);
            all.addAll(entries);
            after = page.get("next");
        } while (after != null);
        return all;
    }
}
