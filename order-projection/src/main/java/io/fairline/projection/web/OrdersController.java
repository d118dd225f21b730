package io.fairline.projection.web;

import io.fairline.projection.domain.Order;
import io.fairline.projection.store.Lines;
import io.fairline.projection.store.Pages;
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

    private final Looks looks;
    private final Patience patience;
    private final Pages pages;
    private final Lines lines;

    OrdersController(Looks looks, Patience patience, Pages pages, Lines lines) {
        this.looks = looks;
        this.patience = patience;
        this.pages = pages;
        this.lines = lines;
    }

    @GetMapping(path = "/orders/{orderId}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<OrderJson>> order(
            @PathVariable String orderId,
            @RequestParam(required = false) @Nullable String position,
            @RequestParam(required = false) @Nullable String wait,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch,
            Authentication authentication) {
        OrderQuery query = OrderQuery.of(orderId, position, Viewer.of(authentication), lines);
        Duration longest = Parameters.patience(wait);
        return patience.await(
                        query.subject(),
                        query.viewer(),
                        query.lookUnlessExpected(looks),
                        query.look(looks),
                        sight -> worthAnswering(sight, ifNoneMatch),
                        longest)
                .map(sight -> answer(query, sight, ifNoneMatch));
    }

    @GetMapping(path = "/orders", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<OrderJson.Page> orders(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after,
            Authentication authentication) {
        Viewer viewer = Viewer.of(authentication);
        int size = Parameters.limit(limit);
        return pages.orders(viewer.subject(), size + 1, Cursors.order(after)).map(found -> page(found, size, viewer));
    }

    /** Whoever told us the version they know waits for another one; everybody else for the verdict. */
    private static boolean worthAnswering(Sight<Order> sight, @Nullable String ifNoneMatch) {
        return sight.unknown() || (ifNoneMatch == null ? !sight.inLine() : !EntityTags.known(sight, ifNoneMatch));
    }

    private static ResponseEntity<OrderJson> answer(
            OrderQuery query, Sight<Order> sight, @Nullable String ifNoneMatch) {
        if (sight.unknown()) {
            throw OrderQuery.notFound();
        }
        return Answers.conditional(sight, ifNoneMatch, () -> OrderJson.of(query.orderId(), sight, query.viewer()));
    }

    private static OrderJson.Page page(List<Order> found, int size, Viewer viewer) {
        List<Order> shown = found.subList(0, Math.min(size, found.size()));
        List<OrderJson> orders = shown.stream()
                .map(order -> OrderJson.of(
                        new OrderId(order.orderId()), new Sight<>(order, null, 0, order.version()), viewer))
                .toList();
        return new OrderJson.Page(orders, found.size() > size ? Cursors.after(shown.getLast()) : null);
    }
}
