package io.fairline.intake;

import static io.fairline.intake.RunningIntake.orderBody;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Everything that is not as it should be is answered with a problem that says what to do, and writes nothing. */
@ExtendWith(OutputCaptureExtension.class)
class BadRequestsTest {

    private static final RunningIntake INTAKE = RunningIntake.shared();
    private static final String ORDER = "/orders/00000007-5f0e-8c1d-9a2b-3c4d5e6f7081";
    private static final String HOSTILE = "<script>alert(1)</script>";

    private final long writtenBefore = INTAKE.topics().commandsWritten();
    private int accepted;

    @AfterEach
    void onlyWhatWasAcceptedIsWritten() {
        assertThat(INTAKE.topics().commandsWritten() - writtenBefore).isEqualTo(accepted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "[]",
                "[{\"dealId\":7,\"quantity\":1}]",
                "{",
                "{\"dealId\":7,\"quantity\":1",
                "{\"dealId\":7,\"quantity\":1}}",
                "{\"dealId\":7,\"quantity\":1} {}",
                "{\"dealId\":7,\"quantity\":1,}",
                "{'dealId':7,'quantity':1}",
                "{\"dealId\":7}",
                "{\"quantity\":1}",
                "{}",
                "{\"dealId\":7,\"quantity\":null}",
                "{\"dealId\":7,\"quantity\":\"1\"}",
                "{\"dealId\":7,\"quantity\":\"\"}",
                "{\"dealId\":7,\"quantity\":1.0}",
                "{\"dealId\":7,\"quantity\":1.5}",
                "{\"dealId\":7,\"quantity\":1e0}",
                "{\"dealId\":7,\"quantity\":true}",
                "{\"dealId\":7,\"quantity\":[1]}",
                "{\"dealId\":7,\"quantity\":{}}",
                "{\"dealId\":7,\"quantity\":2147483648}",
                "{\"dealId\":7,\"quantity\":1,\"price\":0}",
                "{\"dealId\":7,\"quantity\":1,\"quantity\":2}",
                "{\"DealId\":7,\"quantity\":1}",
                "{\"dealId\":7,\"quantity\":NaN}",
                "{\"dealId\":7,\"quantity\":1,\"<script>alert(1)</script>\":1}",
                "{\"dealId\":7,\"quantity\":[[[[[[[[[[[[1]]]]]]]]]]]]}",
            })
    void orderThatIsNotExactlyAsDocumentedIsMalformed(String json) {
        refusesOrder(json, 400, "malformed-request");
    }

    @ParameterizedTest
    @CsvSource({"7, 0", "7, -1", "7, -2147483648", "0, 1", "-7, 1"})
    void orderOutOfBoundsIsInvalid(int dealId, int quantity) {
        refusesOrder(orderBody(dealId, quantity), 400, "invalid-request");
    }

    @Test
    void orderOverTheDealsMaximumIsTurnedAway() {
        int deal = INTAKE.know(Deals::open);

        Answer answer = INTAKE.order(deal, Deals.MAX_QUANTITY + 1).isProblem(422, "quantity-over-maximum");

        assertThat(answer.body().path("maxQuantityPerOrder").asInt()).isEqualTo(Deals.MAX_QUANTITY);
        INTAKE.order(deal, Integer.MAX_VALUE).isProblem(422, "quantity-over-maximum");
    }

    @Test
    void bodyMayBeFourKilobytesAndNoLonger() {
        int deal = INTAKE.know(Deals::open);
        String order = orderBody(deal, 1);
        String longest = order + " ".repeat(4096 - order.length());

        accepts(INTAKE.post("/orders", INTAKE.shopper(), longest));
        refusesOrder(longest + " ", 413, "body-too-large");
        byte[] huge = "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        // Of no stated length, so that it has to be counted.
        HttpRequest.Builder chunked = HttpRequest.newBuilder(INTAKE.uri("/orders"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(huge)));
        INTAKE.send(chunked, INTAKE.shopper()).isProblem(413, "body-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "json", "*", ""})
    void bodyOfAnotherTypeIsNotRead(String type) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(INTAKE.uri("/orders")).POST(BodyPublishers.ofString(orderBody(7, 1)));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        INTAKE.send(request, INTAKE.shopper()).isProblem(415, "unsupported-media-type");
    }

    @Test
    void jsonWithACharsetIsJson() {
        int deal = INTAKE.know(Deals::open);
        HttpRequest.Builder request = HttpRequest.newBuilder(INTAKE.uri("/orders"))
                .header("Content-Type", "Application/JSON;charset=\"utf-8\"")
                .POST(BodyPublishers.ofString(orderBody(deal, 1)));

        accepts(INTAKE.send(request, INTAKE.shopper()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"7", "00000007-5f0e-4c1d-9a2b-3c4d5e6f7081", "00000000-5f0e-8c1d-9a2b-3c4d5e6f7081", "%3Cb%3E"})
    void idThatIsNoOrdersIsSaidToBeNone(String id) {
        for (String verb : new String[] {"confirm", "cancel"}) {
            INTAKE.post("/orders/" + id + "/" + verb, INTAKE.shopper(), null).isProblem(400, "invalid-order-id");
        }
    }

    @Test
    void confirmAndCancelAndCloseTakeNoBody() {
        INTAKE.post(ORDER + "/confirm", INTAKE.shopper(), "{}").isProblem(400, "malformed-request");
        INTAKE.post(ORDER + "/cancel", INTAKE.shopper(), "{}").isProblem(400, "malformed-request");
        INTAKE.post("/deals/7/close", ops(), "{}").isProblem(400, "malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\"abc", "a b", "\"\""})
    void idempotencyKeyThatIsNoneIsInvalid(String key) {
        INTAKE.order(7, 1, "Idempotency-Key", key).isProblem(400, "invalid-request");
        INTAKE.order(7, 1, "Idempotency-Key", "k".repeat(256)).isProblem(400, "invalid-request");
    }

    @ParameterizedTest
    @MethodSource
    void dealOutOfBoundsIsNotOpened(String fault, String slug) {
        INTAKE.post("/deals", ops(), fault).isProblem(400, slug);
    }

    static Stream<Arguments> dealOutOfBoundsIsNotOpened() {
        String good = "{\"dealId\":1,\"title\":\"Lamp\",\"stock\":1,\"maxQuantityPerOrder\":1,\"holdSeconds\":1%s}";
        String plain = good.formatted("");
        return Stream.of(
                Arguments.of(plain.replace("\"dealId\":1", "\"dealId\":0"), "invalid-request"),
                Arguments.of(plain.replace("Lamp", " "), "invalid-request"),
                Arguments.of(plain.replace("Lamp", "x".repeat(121)), "invalid-request"),
                Arguments.of(plain.replace("Lamp", "a\\u0000b"), "invalid-request"),
                Arguments.of(plain.replace("\"Lamp\"", "7"), "malformed-request"),
                Arguments.of(plain.replace("\"Lamp\"", "null"), "malformed-request"),
                Arguments.of(plain.replace("\"stock\":1", "\"stock\":0"), "invalid-request"),
                Arguments.of(plain.replace("\"stock\":1", "\"stock\":1000000001"), "invalid-request"),
                Arguments.of(plain.replace("\"holdSeconds\":1", "\"holdSeconds\":86401"), "invalid-request"),
                Arguments.of(plain.replace("Order\":1", "Order\":0"), "invalid-request"),
                Arguments.of(good.formatted(",\"opensAt\":\"tomorrow\""), "invalid-request"),
                Arguments.of(good.formatted(",\"opensAt\":\"+999999999-01-01T00:00:00Z\""), "invalid-request"),
                Arguments.of(good.formatted(",\"opensAt\":\"1999-12-31T23:59:59Z\""), "invalid-request"),
                Arguments.of(good.formatted(",\"opensAt\":\"2100-01-01T00:00:00Z\""), "invalid-request"),
                Arguments.of(good.formatted(",\"opensAt\":7"), "malformed-request"));
    }

    @Test
    void titleIsCountedInCharactersAsItsReadersSeeThem() {
        String deal = "{\"dealId\":%d,\"title\":\"%s\",\"stock\":1,\"maxQuantityPerOrder\":1,\"holdSeconds\":1}";
        String lamps = "\uD83D\uDCA1".repeat(120);

        accepts(INTAKE.post("/deals", ops(), deal.formatted(RunningIntake.unknownDeal(), lamps)));
        INTAKE.post("/deals", ops(), deal.formatted(RunningIntake.unknownDeal(), lamps + "!"))
                .isProblem(400, "invalid-request");
    }

    @ParameterizedTest
    @CsvSource({
        "0, invalid-request",
        "1000000001, invalid-request",
        "-1000000001, invalid-request",
        "-2147483648, invalid-request",
        "1.0, malformed-request",
        "null, malformed-request"
    })
    void stockIsNotAdjustedOutOfBounds(String delta, String slug) {
        INTAKE.post("/deals/7/stock", ops(), "{\"delta\":%s}".formatted(delta)).isProblem(400, slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-7", "lamp", "2147483648", "7.0"})
    void dealIdInTheAddressHasToBeOne(String dealId) {
        INTAKE.post("/deals/" + dealId + "/stock", ops(), "{\"delta\":1}").isProblem(400, "invalid-request");
        INTAKE.post("/deals/" + dealId + "/close", ops(), null).isProblem(400, "invalid-request");
    }

    @Test
    void frameworksOwnErrorsAreProblemsToo() {
        INTAKE.post("/nothing/here", INTAKE.shopper(), "{}").isProblem(404, "not-found");
        INTAKE.get("/actuator", ops()).isProblem(403, "forbidden");
        assertThat(INTAKE.get("/orders", INTAKE.shopper())
                        .isProblem(405, "method-not-allowed")
                        .header("Allow"))
                .isEqualTo("POST");
        INTAKE.order(7, 1, "Accept", "application/xml").isProblem(406, "not-acceptable");
    }

    @Test
    void acceptOfMoreTypesThanAreReadIsNotAcceptableAndAlarmsNobody(CapturedOutput output) {
        String many = String.join(",", Collections.nCopies(51, "*/*"));

        INTAKE.get("/actuator/health", null, "Accept", many).isProblem(406, "not-acceptable");

        assertThat(output.getAll()).doesNotContain(" ERROR ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders/%2e%2e/x", "/orders//7", "/orders;a=b", "/%00"})
    void addressThatIsNotPlainIsAProblem(String path) {
        Answer answer = INTAKE.post(path, INTAKE.shopper(), "{}");

        assertThat(answer.status()).isBetween(400, 404);
        answer.isProblem(answer.status(), answer.status() == 404 ? "not-found" : "malformed-request");
    }

    @Test
    void nothingThatAClientSendsIsRepeatedToIt() {
        Stream.of(
                        INTAKE.post("/orders", INTAKE.shopper(), "{\"%s\":1}".formatted(HOSTILE)),
                        INTAKE.post("/orders", INTAKE.shopper(), HOSTILE),
                        INTAKE.post("/orders/%3Cscript%3Ealert(1)/cancel", INTAKE.shopper(), null),
                        INTAKE.post("/%3Cscript%3Ealert(1)", INTAKE.shopper(), null),
                        INTAKE.post("/deals/%3Cscript%3Ealert(1)/close", ops(), null),
                        INTAKE.order(7, 1, "Idempotency-Key", "\"" + HOSTILE),
                        INTAKE.order(7, 1, "Accept", "text/alert(1)"),
                        INTAKE.post("/orders", HOSTILE, "{}"))
                .forEach(answer -> {
                    assertThat(answer.status()).isBetween(400, 499);
                    assertThat(answer.http().body() + answer.http().headers().map())
                            .doesNotContain("alert(1)");
                });
    }

    @Test
    void metricsAreForTheShopAndHealthIsForEverybody() {
        assertThat(INTAKE.get("/actuator/health/liveness", null).http().body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(INTAKE.get("/actuator/health/readiness", null).http().body()).isEqualTo("{\"status\":\"UP\"}");
        INTAKE.get("/actuator/prometheus", null).isProblem(401, "unauthorized");
        INTAKE.get("/actuator/prometheus", INTAKE.shopper()).isProblem(403, "forbidden");
        assertThat(INTAKE.get("/actuator/prometheus", ops()).http().body())
                .contains("fairline_accepted_total", "fairline_refused_total", "fairline_in_flight");
    }

    private void accepts(Answer answer) {
        answer.isAccepted();
        accepted++;
    }

    private static void refusesOrder(String json, int status, String slug) {
        INTAKE.post("/orders", INTAKE.shopper(), json).isProblem(status, slug);
    }

    private static String ops() {
        return INTAKE.keys().token("shop", "ops");
    }
}
