package io.fairline.perf.baselines.server;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Small bodies, exactly as documented or not at all. */
final class Json {

    private static final int MOST_BYTES = 4096;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private Json() {}

    static <T> Mono<T> read(ServerHttpRequest request, Class<T> type) {
        if (!"application/json".equals(request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE))) {
            return Mono.error(
                    new Refusal(415, "unsupported-media-type", "Send the header Content-Type: application/json."));
        }
        return DataBufferUtils.join(request.getBody(), MOST_BYTES)
                .map(Json::take)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(
                        DataBufferLimitException.class,
                        _ -> new Refusal(413, "body-too-large", "Send at most %d bytes.".formatted(MOST_BYTES)))
                .map(bytes -> parse(bytes, type));
    }

    static Mono<Void> write(Object body, ServerHttpResponse response) {
        byte[] json = MAPPER.writeValueAsBytes(body);
        response.getHeaders().setContentLength(json.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(json)));
    }

    private static <T> T parse(byte[] bytes, Class<T> type) {
        try {
            return MAPPER.readValue(bytes, type);
        } catch (JacksonException e) {
            throw new Refusal(
                    400, "malformed-request", "Send one JSON object with the documented fields and no others.");
        }
    }

    private static byte[] take(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
