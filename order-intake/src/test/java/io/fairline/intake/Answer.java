package io.fairline.intake;

import java.net.http.HttpResponse;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service answered over the wire. */
record Answer(HttpResponse<String> http) {

    private static final JsonMapper MAPPER = new JsonMapper();

    int status() {
        return http.statusCode();
    }

    String header(String name) {
        return http.headers().firstValue(name).orElse("");
    }

    JsonNode body() {
        return MAPPER.readTree(http.body());
    }

    String text(String member) {
        return body().path(member).asString();
    }

    /** Every error is a problem of RFC 9457 of the stated kind, and says what to do. */
    Answer isProblem(int status, String slug) {
        Assertions.assertThat(http.body()).as("status %d", status()).contains("urn:fairline:problem:" + slug + "\"");
        Assertions.assertThat(status()).isEqualTo(status);
        Assertions.assertThat(header("Content-Type")).isEqualTo("application/problem+json");
        Assertions.assertThat(body().path("status").asInt()).isEqualTo(status);
        Assertions.assertThat(text("title")).isNotBlank();
        Assertions.assertThat(text("detail")).isNotBlank();
        Assertions.assertThat(http.body()).doesNotContain("Exception", "org.springframework", "\tat ");
        return this;
    }

    Answer isAccepted() {
        Assertions.assertThat(status()).as(http.body()).isEqualTo(202);
        Assertions.assertThat(header("Content-Type")).isEqualTo("application/json");
        return this;
    }
}
