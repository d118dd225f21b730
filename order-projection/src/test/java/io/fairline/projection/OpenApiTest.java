package io.fairline.projection;

import static io.fairline.projection.SharedProjection.LOG;
import static io.fairline.projection.SharedProjection.PROJECTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.projection.DealStory.Told;
import io.fairline.schemas.events.RefusalReason;
import io.fairline.schemas.events.RefusedCommand;
import io.fairline.schemas.events.RejectionReason;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** The document and the service say the same, whichever of the two one reads first. */
class OpenApiTest {

    private static final Pattern FAST_PATH = Pattern.compile("\\(GET && ([^)]+)\\)");

    private final OpenApiDocument document = OpenApiDocument.read();
    private final Set<String> seen = new TreeSet<>();

    @Test
    void everyOperationOfTheServiceIsDocumentedAndTheOtherWayRound() {
        Stream<String> fastPath = FAST_PATH
                .matcher(PROJECTION.part(HttpHandler.class).toString())
                .results()
                .map(found -> found.group(1));
        Stream<String> mapped = PROJECTION
                .part("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue().getBeanType().getPackageName().startsWith("io.fairline"))
                .flatMap(entry -> entry.getKey().getPatternsCondition().getPatterns().stream())
                .map(PathPattern::getPatternString);

        Set<String> served = Stream.concat(fastPath, mapped)
                .map(path -> "GET " + path)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(served).isEqualTo(document.operations());
    }

    @Test
    void everyAnswerIsAsDocumentedAndEveryDocumentedAnswerIsGiven() {
        DealStory deal = DealStory.anyDeal(LOG).opened("Lamp", 10);
        Told order = deal.reserved("alice", 1);
        deal.refused(RefusedCommand.CANCEL_ORDER, order.id(), "alice", RefusalReason.INVALID_COMMAND)
                .refused(RefusedCommand.CLOSE_DEAL, null, "alice", RefusalReason.INVALID_COMMAND)
                .write();
        String orderId = order.id().toString();
        WebTestClient alice = PROJECTION.as("alice");
        WebTestClient ops = PROJECTION.as("shop", "ops");

        holds(
                alice,
                "/orders/{orderId}",
                "/orders/%s?wait=PT20S&position=%s".formatted(orderId, deal.lastCause()),
                "*/*");
        holds(
                alice,
                "/orders/{orderId}",
                "/orders/" + orderId.replace(orderId.substring(24), "000000000000") + "?position="
                        + order.position().partition() + "-900000",
                "*/*");
        holds(alice, "/orders/{orderId}", "/orders/" + orderId, "*/*", "\"3\"");
        holds(PROJECTION.as("mallory"), "/orders/{orderId}", "/orders/" + orderId, "*/*");
        holds(alice, "/orders/{orderId}", "/orders/7", "*/*");
        holds(alice, "/orders", "/orders?limit=1", "*/*");
        holds(alice, "/orders", "/orders?limit=0", "*/*");
        holds(alice, "/deals", "/deals?limit=1", "*/*");
        holds(alice, "/deals", "/deals?limit=0", "*/*");
        holds(alice, "/deals/{dealId}", "/deals/" + deal.dealId(), "*/*");
        holds(alice, "/deals/{dealId}", "/deals/" + deal.dealId(), "*/*", "\"4\"");
        holds(alice, "/deals/{dealId}", "/deals/2147483647", "*/*");
        holds(alice, "/deals/{dealId}", "/deals/lamp", "*/*");
        String ledger = "/deals/%d/ledger".formatted(deal.dealId());
        holds(ops, "/deals/{dealId}/ledger", ledger, "*/*");
        holds(ops, "/deals/{dealId}/ledger", ledger + "?after=x", "*/*");
        holds(alice, "/deals/{dealId}/ledger", ledger, "*/*");
        for (String path :
                Set.of("/orders/{orderId}", "/orders", "/deals", "/deals/{dealId}", "/deals/{dealId}/ledger")) {
            String concrete = path.replace("{orderId}", orderId).replace("{dealId}", "7");
            holds(ops, path, concrete, MediaType.APPLICATION_XML_VALUE);
            holds(PROJECTION.anybody(), path, concrete, "*/*");
        }

        // What is said while the store is away is StoreOutagesTest's to hold against the document.
        Set<String> documented = document.answers().stream()
                .filter(answer -> !answer.endsWith("503") && !answer.endsWith("500"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(seen).isEqualTo(documented);
    }

    @Test
    void orderThatMadeNoSenseIsShownAsDocumented() {
        DealStory deal = DealStory.anyDeal(LOG).opened("Lamp", 10);
        Told order = deal.rejected("alice", -1, RejectionReason.INVALID_ORDER);
        deal.write();

        PROJECTION.answer(order, "alice").expectBody().jsonPath("$.status").isEqualTo("REJECTED");
        holds(
                PROJECTION.as("alice"),
                "/orders/{orderId}",
                "/orders/%s?position=%s".formatted(order.id(), order.position()),
                "*/*");
    }

    private void holds(WebTestClient client, String documentedPath, String path, String accept, String... known) {
        EntityExchangeResult<byte[]> answer = client.get()
                .uri(path)
                .header(HttpHeaders.ACCEPT, accept)
                .header(HttpHeaders.IF_NONE_MATCH, known)
                .exchange()
                .expectBody()
                .returnResult();
        int status = answer.getStatus().value();
        seen.add("GET %s %d".formatted(documentedPath, status));
        assertThat(document.faults(documentedPath, answer))
                .as("%s with %d", path, status)
                .isEmpty();
    }
}
