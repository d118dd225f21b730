package io.fairline.intake.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Bodies: those that are read are bounded, JSON only, never in part. */
final class JsonBodies {

    static final int MAX_BYTES = 4096;

    private static final int TYPICAL_BYTES = 64;

    private JsonBodies() {}

    /** The body, or a {@link RequestRefused} in the Mono's error. */
    static <T> Mono<T> read(ServerHttpRequest request, JsonBody<T> body) {
        if (!isJson(request.getHeaders())) {
            return Mono.error(new RequestRefused(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the header Content-Type: application/json."));
        }
        return bytes(request).map(bytes -> Json.read(bytes, body));
    }

    /** Completes when the request has no body. */
    static Mono<Void> requireNone(ServerHttpRequest request) {
        return bytes(request)
                .flatMap(bytes -> bytes.length == 0
                        ? Mono.empty()
                        : Mono.error(new RequestRefused(
                                ProblemType.MALFORMED_REQUEST, "Send no body: the address says everything.")));
    }

    /** Sends the response with this object as its body. */
    static Mono<Void> write(Object body, MediaType type, ServerHttpResponse response) {
        byte[] json = Json.write(body);
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(type);
        headers.setContentLength(json.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(json)));
    }

    private static Mono<byte[]> bytes(ServerHttpRequest request) {
        if (request.getHeaders().getContentLength() > MAX_BYTES) {
            return Mono.error(tooLarge());
        }
        return joined(request.getBody())
                // The connection broke: there is nobody to answer, and the server cancels this when it has closed it.
                .onErrorResume(IOException.class, _ -> Mono.never());
    }

    /**
     * All the pieces in one, or a {@link RequestRefused} in the Mono's error. Each is copied as it comes and let go: a
     * buffer for every byte that somebody sends on its own would hold a hundred times what the limit says.
     */
    static Mono<byte[]> joined(Flux<DataBuffer> pieces) {
        return pieces.collect(() -> new ByteArrayOutputStream(TYPICAL_BYTES), JsonBodies::take)
                .map(ByteArrayOutputStream::toByteArray);
    }

    private static void take(ByteArrayOutputStream body, DataBuffer piece) {
        try {
            byte[] bytes = new byte[piece.readableByteCount()];
            if (bytes.length > MAX_BYTES - body.size()) {
                throw tooLarge();
            }
            piece.read(bytes);
            body.writeBytes(bytes);
        } finally {
            DataBufferUtils.release(piece);
        }
    }

    private static boolean isJson(HttpHeaders headers) {
        List<String> types = headers.getOrEmpty(HttpHeaders.CONTENT_TYPE);
        if (types.size() != 1) {
            return false;
        }
        // Nearly every client sends one of these; the general parser costs more than the rest of the check.
        return switch (types.getFirst()) {
            case "application/json", "application/json; charset=utf-8", "application/json;charset=UTF-8" -> true;
            default -> isJson(types.getFirst());
        };
    }

    private static boolean isJson(String type) {
        try {
            return MediaType.parseMediaType(type).equalsTypeAndSubtype(MediaType.APPLICATION_JSON);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static RequestRefused tooLarge() {
        return new RequestRefused(ProblemType.BODY_TOO_LARGE, "Send at most %d bytes.".formatted(MAX_BYTES));
    }
}
