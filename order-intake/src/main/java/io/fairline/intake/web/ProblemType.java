package io.fairline.intake.web;

import java.util.Locale;

/** Every kind of problem this service answers with; names and statuses are part of the contract. */
enum ProblemType {
    MALFORMED_REQUEST(400, "The request cannot be read"),
    INVALID_REQUEST(400, "The request asks for something out of bounds"),
    INVALID_ORDER_ID(400, "That is not an order id"),
    UNAUTHORIZED(401, "A valid token is needed"),
    FORBIDDEN(403, "The token does not allow this"),
    UNKNOWN_DEAL(404, "There is no such deal"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "That method is not supported here"),
    NOT_ACCEPTABLE(406, "The answer has no form that the client accepts"),
    DEAL_NOT_OPEN(409, "The deal has not opened yet"),
    DEAL_CLOSED(409, "The deal is closed"),
    DEAL_EXISTS(409, "The deal exists already"),
    SOLD_OUT(409, "The deal is sold out"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body has to be JSON"),
    QUANTITY_OVER_MAXIMUM(422, "The quantity is over the deal's maximum"),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key belongs to another request"),
    INTERNAL_ERROR(500, "Something is wrong on our side"),
    OVERLOADED(503, "Too many orders at once"),
    LOG_UNAVAILABLE(503, "Orders cannot be written at present"),
    OUTCOME_UNKNOWN(503, "Whether the order was written is not known");

    private final int status;
    private final String title;
    private final String slug = name().toLowerCase(Locale.ROOT).replace('_', '-');

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String slug() {
        return slug;
    }

    String uri() {
        return "urn:fairline:problem:" + slug;
    }

    /** Whether the same request may do better a moment later. */
    boolean isTemporary() {
        return status == 503;
    }
}
