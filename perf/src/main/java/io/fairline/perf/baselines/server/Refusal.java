package io.fairline.perf.baselines.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/** No, as an RFC 9457 problem with the type that Fairline has for it. */
final class Refusal extends RuntimeException {

    private final int status;
    private final String slug;
    private final Map<String, Object> extras;

    Refusal(int status, String slug, String detail, Map<String, Object> extras) {
        super(detail, null, false, false); // an answer, not a fault: nobody reads its stack
        this.status = status;
        this.slug = slug;
        this.extras = extras;
    }

    Refusal(int status, String slug, String detail) {
        this(status, slug, detail, Map.of());
    }

    Mono<Void> writeTo(ServerHttpResponse response) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "urn:fairline:problem:" + slug);
        members.put("title", slug.replace('-', ' '));
        members.put("status", status);
        members.put("detail", String.valueOf(getMessage()));
        members.putAll(extras);
        response.setRawStatusCode(status);
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (status == 503) {
            headers.set(HttpHeaders.RETRY_AFTER, "1");
        }
        return Json.write(members, response);
    }
}
