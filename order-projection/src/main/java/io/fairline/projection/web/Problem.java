package io.fairline.projection.web;

import java.util.Map;
import org.springframework.http.HttpStatus;

/** The kinds of RFC 9457 problems this service answers with; the slug is for machines and never changes. */
enum Problem {
    INVALID_ORDER_ID(HttpStatus.BAD_REQUEST, "invalid-order-id", "Not an order id"),
    INVALID_REQUEST(HttpStatus.BAD_REQUEST, "invalid-request", "The request cannot be understood"),
    UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "unauthorized", "No valid token"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "forbidden", "The token does not allow this"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "not-found", "There is no such thing"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed", "This service only answers GET"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "not-acceptable", "No such representation"),
    STORE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "store-unavailable", "The answer cannot be read right now"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", "This service failed");

    private static final String TYPE_PREFIX = "urn:fairline:problem:";

    private final HttpStatus status;
    private final String slug;
    private final String title;

    Problem(HttpStatus status, String slug, String title) {
        this.status = status;
        this.slug = slug;
        this.title = title;
    }

    HttpStatus status() {
        return status;
    }

    String slug() {
        return slug;
    }

    String type() {
        return TYPE_PREFIX + slug;
    }

    /**
     * The body.
     *
     * @param detail says what to do
     */
    Map<String, Object> body(String detail) {
        return Map.of("type", type(), "title", title, "status", status.value(), "detail", detail);
    }

    Rejected because(String detail) {
        return new Rejected(this, detail, false);
    }

    Rejected forNow(String detail) {
        return new Rejected(this, detail, true);
    }

    /** A request that is answered with a problem. No fault of the code, so without a stack trace. */
    static final class Rejected extends RuntimeException {
        private final transient Problem problem;
        private final boolean worthARetry;

        private Rejected(Problem problem, String detail, boolean worthARetry) {
            super(detail, null, false, false);
            this.problem = problem;
            this.worthARetry = worthARetry;
        }

        Problem problem() {
            return problem;
        }

        boolean worthARetry() {
            return worthARetry;
        }
    }
}
