package io.fairline.projection.web;

import io.fairline.projection.domain.Order;
import io.fairline.projection.store.Pages;
import io.fairline.schemas.DealPartitions;
import io.fairline.schemas.OrderId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Answers shoppers who ask after their orders. */
@RestController
final class OrdersController {

    private final Views views;
    private final LongPoll longPoll;
    private final Pages pages;
    private final DealPartitions partitions;

    OrdersController(Views views, LongPoll longPoll, Pages pages, DealPartitions partitions) {
        this.views = views;
        this.longPoll = longPoll;
        this.pages = pages;
        this.partitions = partitions;
    }

    @GetMapping(path = "/orders/{orderId}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<OrderJson>> order(
            @PathVariable String orderId,
            @RequestParam(required = false) @Nullable String position,
            @RequestParam(required = false) @Nullable String wait,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch,
            Authentication authentication) {
        OrderQuery query = OrderQuery.of(orderId, position, Viewer.of(authentication), views, partitions);
        Duration longest = Parameters.longestWait(wait);
        return longPoll.await(query, view -> EntityTags.worthAnswering(view, ifNoneMatch), longest)
                .map(awaited -> answer(query, awaited, ifNoneMatch));
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

    private static ResponseEntity<OrderJson> answer(
            OrderQuery query, Awaited<Order> awaited, @Nullable String ifNoneMatch) {
        View<Order> view = awaited.view();
        if (view.unknown()) {
            throw OrderQuery.notFound();
        }
        return StatusResponses.conditional(
                awaited, ifNoneMatch, () -> OrderJson.of(query.orderId(), view, query.viewer()));
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
