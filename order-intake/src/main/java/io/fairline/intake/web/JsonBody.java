package io.fairline.intake.web;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a body.
 *
 * @param fields for people, in a problem's detail
 */
record JsonBody<T>(Class<T> type, String fields) {

    static final JsonBody<Order> ORDER = new JsonBody<>(Order.class, "dealId (integer), quantity (integer)");

    static final JsonBody<Deal> DEAL = new JsonBody<>(
            Deal.class,
            "dealId (integer), title (string), stock (integer), maxQuantityPerOrder (integer), holdSeconds (integer),"
                    + " opensAt (string, optional)");

    static final JsonBody<Adjustment> ADJUSTMENT = new JsonBody<>(Adjustment.class, "delta (integer)");

    record Order(
            @JsonProperty(required = true) int dealId,
            @JsonProperty(required = true) int quantity) {}

    /** @param opensAt ISO 8601 with an offset */
    record Deal(
            @JsonProperty(required = true) int dealId,
            @JsonProperty(required = true) String title,
            @JsonProperty(required = true) int stock,
            @JsonProperty(required = true) int maxQuantityPerOrder,
            @JsonProperty(required = true) int holdSeconds,
            @Nullable String opensAt) {

        Deal {
            // A field that is there and null is as good as missing.
            requireNonNull(title);
        }
    }

    record Adjustment(@JsonProperty(required = true) int delta) {}
}
