package io.fairline.intake;

import static io.fairline.intake.RunningIntake.orderBody;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.reactive.HttpHandler;

/** Service and document say the same. */
class OpenApiTest {

    private static final Pattern ROUTE = Pattern.compile("\\(POST && ([^)]+)\\)");
    private static final String NO_BODY_TAKEN = "{}";
    private static final String LONG = " ".repeat(5000);

    private final OpenApiDocument document = OpenApiDocument.read();
    private final RunningIntake intake = RunningIntake.shared();
    private final String alice = intake.shopper();
    private final String ops = intake.keys().token("shop", "ops");
    private final Set<String> seen = new TreeSet<>();

    @Test
    void everyOperationOfTheServiceIsDocumentedAndTheOtherWayRound() {
        String routes =
                intake.context().getBean("routes").toString() + intake.context().getBean(HttpHandler.class);

        Set<String> served = ROUTE.matcher(routes)
                .results()
                .map(found -> found.group(1).replace("{id}", "{orderId}"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(served).isEqualTo(document.paths());
    }

    @Test
    void everyKindOfProblemIsDocumentedAndTheOtherWayRound() {
        String metrics = intake.get("/actuator/prometheus", ops).http().body();

        Set<String> counted = Pattern.compile("fairline_refused_total\\{reason=\"([a-z-]+)\"")
                .matcher(metrics)
                .results()
                .map(found -> "urn:fairline:problem:" + found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(counted).isEqualTo(document.problemTypes());
    }

    @Test
    void everyAnswerIsAsDocumentedAndEveryDocumentedAnswerIsGiven() {
        int deal = intake.know(Deals::open);
        askForOrders(deal);
        askForDeals(deal);

        // What is said while the log is away is OutagesTest's to hold against the document.
        Set<String> documented = document.answers().stream()
                .filter(answer -> !answer.endsWith("503") && !answer.endsWith("500"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(seen).isEqualTo(documented);
    }

    private void askForOrders(int deal) {
        String key = UUID.randomUUID().toString();
        Answer placed = holds("/orders", "/orders", alice, orderBody(deal, 1), "Idempotency-Key", key);
        holds("/orders", "/orders", alice, orderBody(deal, 2), "Idempotency-Key", key);
        holds("/orders", "/orders", alice, orderBody(deal, Deals.MAX_QUANTITY + 1));
        holds("/orders", "/orders", alice, orderBody(RunningIntake.unknownDeal(), 1));
        holds("/orders", "/orders", alice, orderBody(intake.know(Deals::soldOut), 1));
        String id = placed.text("orderId");
        String unknown = "%08x".formatted(RunningIntake.unknownDeal()) + id.substring(8);
        for (String verb : Set.of("confirm", "cancel")) {
            String path = "/orders/{orderId}/" + verb;
            holds(path, "/orders/" + id + "/" + verb, alice, null);
            holds(path, "/orders/" + unknown + "/" + verb, alice, null);
            badRequests(path, "/orders/" + id + "/" + verb, alice, NO_BODY_TAKEN);
        }
        badRequests("/orders", "/orders", alice, "{}");
        holds("/orders", "/orders", alice, null);
    }

    private void askForDeals(int deal) {
        String newDeal = """
                {"dealId":%d,"title":"Lamp","stock":5,"maxQuantityPerOrder":2,"holdSeconds":60}""";
        holds("/deals", "/deals", ops, newDeal.formatted(RunningIntake.unknownDeal()));
        holds("/deals", "/deals", ops, newDeal.formatted(deal));
        opensAtMayBeNull(newDeal.formatted(RunningIntake.unknownDeal()));
        holds("/deals", "/deals", alice, "{}");
        badRequests("/deals", "/deals", ops, "{}");
        holds("/deals", "/deals", ops, null);
        int closed = intake.know(Deals::closed);
        int unknown = RunningIntake.unknownDeal();
        String key = UUID.randomUUID().toString();
        String stock = "/deals/{dealId}/stock";
        holds(stock, "/deals/" + deal + "/stock", ops, "{\"delta\":1}", "Idempotency-Key", key);
        holds(stock, "/deals/" + deal + "/stock", ops, "{\"delta\":2}", "Idempotency-Key", key);
        holds(stock, "/deals/" + deal + "/stock", ops, null);
        holds(stock, "/deals/" + unknown + "/stock", ops, "{\"delta\":1}");
        holds(stock, "/deals/" + closed + "/stock", ops, "{\"delta\":1}");
        holds(stock, "/deals/" + deal + "/stock", alice, "{\"delta\":1}");
        badRequests(stock, "/deals/" + deal + "/stock", ops, "{}");
        String close = "/deals/{dealId}/close";
        holds(close, "/deals/" + deal + "/close", ops, null);
        holds(close, "/deals/" + unknown + "/close", ops, null);
        holds(close, "/deals/" + closed + "/close", ops, null);
        holds(close, "/deals/" + deal + "/close", alice, null);
        badRequests(close, "/deals/" + deal + "/close", ops, NO_BODY_TAKEN);
    }

    private void opensAtMayBeNull(String newDeal) {
        String withNull = newDeal.replace("}", ",\"opensAt\":null}");
        assertThat(holds("/deals", "/deals", ops, withNull).status()).isEqualTo(202);
        String blank = newDeal.replace("Lamp", " ");
        assertThat(holds("/deals", "/deals", ops, blank).status()).isEqualTo(400);
        assertThat(document.faultsOfRequest("/deals", blank)).isNotEmpty();
    }

    private void badRequests(String path, String concrete, String token, String badBody) {
        holds(path, concrete, token, badBody);
        holds(path, concrete, token, LONG);
        holds(path, concrete, null, badBody);
        holds(path, concrete, token, badBody, "Accept", "application/xml");
    }

    private Answer holds(
            String path, String concrete, @Nullable String token, @Nullable String body, String... headers) {
        Answer answer = intake.post(concrete, token, body, headers);
        assertThat(document.answers()).contains(path + " " + answer.status());
        assertThat(document.faults(path, answer))
                .as("%s with %d", concrete, answer.status())
                .isEmpty();
        if (answer.status() == 202) {
            if (body != null) {
                assertThat(document.faultsOfRequest(path, body))
                        .as("accepted: %s", body)
                        .isEmpty();
            }
            assertThat(answer.header("Location")).matches(document.locationPattern());
        }
        seen.add(path + " " + answer.status());
        return answer;
    }
}
