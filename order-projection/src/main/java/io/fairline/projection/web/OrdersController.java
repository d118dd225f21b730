package io.fairline.projection.web;

import io.fairline.projection.domain.Order;
import io.fairline.projection.store.Pages;
import io.fairline.schemas.OrderId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Lists shoppers their orders. GET /orders/{orderId} does not come here: see {@link OrderEndpoint}. */
@RestController
final class OrdersController {

    private final Pages pages;

    OrdersController(Pages pages) {
        this.pages = pages;
    }

    @GetMapping(path = "/orders", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<OrderJson.Page> orders(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after,
            Authentication authentication) {
        Viewer viewer = Viewer.of(authentication);
        int size = Parameters.limit(limit);
        return pages.orders(viewer.subject(), size + 1, Cursors.order(after))
                .map(found -> page(Slice.of(found, size), viewer));
    }

    private static OrderJson.Page page(Slice<Order> found, Viewer viewer) {
        List<OrderJson> orders = found.shown().stream()
                .map(order ->
                        OrderJson.of(new OrderId(order.orderId()), new View<>(order, null, 0, order.version()), viewer))
                .toList();
        return new OrderJson.Page(
                orders, found.more() ? Cursors.after(found.shown().getLast()) : null);
    }
}
