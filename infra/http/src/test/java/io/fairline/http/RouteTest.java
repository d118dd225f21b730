package io.fairline.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class RouteTest {

    private final Route one = new Route(HttpMethod.GET, "/orders/{orderId}");

    @ParameterizedTest
    @CsvSource({
        "GET, /orders/7, 7",
        "HEAD, /orders/7?wait=PT1S, 7",
        "GET, /orders/%37, 7",
        "GET, /orders/..;a=b, ..;a=b",
        "GET, /orders/%00, '\u0000'"
    })
    void variableIsAllThatFollows(String method, String address, String variable) {
        MockServerHttpRequest request = request(method, address);

        assertThat(one.takes(request)).isTrue();
        assertThat(one.variableOf(request)).isEqualTo(variable);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /orders",
        "GET, /orders/",
        "GET, /orders/7/",
        "GET, /orders/7/confirm",
        "GET, /orders/7%2Fconfirm",
        "GET, //orders/7",
        "GET, /Orders/7",
        "GET, /deals/7",
        "POST, /orders/7",
        "DELETE, /orders/7"
    })
    void allElseIsNotTaken(String method, String address) {
        assertThat(one.takes(request(method, address))).isFalse();
    }

    @Test
    void headersDecideToo() {
        Route plain = new Route(HttpMethod.GET, "/orders/{orderId}", headers -> !headers.containsHeader("Accept"));

        assertThat(plain.takes(request("GET", "/orders/7"))).isTrue();
        assertThat(plain.takes(MockServerHttpRequest.get("/orders/7")
                        .header(HttpHeaders.ACCEPT, "text/event-stream")
                        .build()))
                .isFalse();
    }

    private static MockServerHttpRequest request(String method, String address) {
        return MockServerHttpRequest.method(HttpMethod.valueOf(method), URI.create(address))
                .build();
    }
}
