package io.fairline.projection.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes the bodies of those answers that the framework does not write. */
final class JsonBodies {

    private final JsonMapper json;

    JsonBodies(JsonMapper json) {
        this.json = json;
    }

    /** Sends the response with this object as its body. */
    Mono<Void> write(Object body, ServerHttpResponse response) {
        return write(body, MediaType.APPLICATION_JSON, response);
    }

    Mono<Void> write(Object body, MediaType type, ServerHttpResponse response) {
        byte[] bytes = json.writeValueAsBytes(body);
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(type);
        headers.setContentLength(bytes.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
    }
}
