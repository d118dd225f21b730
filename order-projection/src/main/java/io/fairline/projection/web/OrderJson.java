package io.fairline.projection.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fairline.projection.domain.Order;
import io.fairline.projection.domain.OrderStatus;
import io.fairline.schemas.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order as shoppers see it; absent fields are left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderJson(
        UUID orderId,
        int dealId,
        @Nullable Integer quantity,
        String status,
        @Nullable String reason,
        @Nullable Long placeInLine,
        @Nullable Instant holdUntil,
        @Nullable String position,
        @Nullable Long commandsAhead,
        @Nullable Instant placedAt,
        @Nullable Instant updatedAt,
        @Nullable Long version,
        @Nullable RefusalJson refusal) {

    static final String PENDING = "PENDING";

    /**
     * A page of orders.
     *
     * @param next hands back where the next page begins; absent on the last one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<OrderJson> orders, @Nullable String next) {}

    /** The crossing from the domain. The view must not be of something unknown. */
    static OrderJson of(OrderId orderId, View<Order> view, Viewer viewer) {
        String position = view.ahead() == null ? null : view.ahead().toString();
        Long commandsAhead = view.ahead() == null ? null : view.commandsAhead();
        Order order = view.value();
        return order == null
                ? inLine(orderId, position, commandsAhead)
                : new OrderJson(
                        order.orderId(),
                        order.dealId(),
                        order.quantity(),
                        order.status().name(),
                        order.reason(),
                        order.placeInLine(),
                        // A deadline is nobody's business once the hold has ended.
                        order.status() == OrderStatus.RESERVED ? order.holdUntil() : null,
                        position,
                        commandsAhead,
                        order.placedAt(),
                        order.updatedAt(),
                        order.version(),
                        RefusalJson.of(order.refusal(), viewer));
    }

    private static OrderJson inLine(OrderId orderId, @Nullable String position, @Nullable Long commandsAhead) {
        return new OrderJson(
                orderId.value(),
                orderId.dealId(),
                null,
                PENDING,
                null,
                null,
                null,
                position,
                commandsAhead,
                null,
                null,
                null,
                null);
    }
}
