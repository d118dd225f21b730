package io.fairline.projection.web;

import io.fairline.projection.domain.Order;
import io.fairline.projection.domain.Position;
import io.fairline.projection.domain.Subject;
import io.fairline.schemas.DealPartitions;
import io.fairline.schemas.OrderId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A viewer's question after one order. */
record OrderQuery(OrderId orderId, @Nullable Position asked, Viewer viewer) {

    static OrderQuery of(String orderId, @Nullable String position, Viewer viewer, DealPartitions partitions) {
        OrderId id = Parameters.orderId(orderId);
        return new OrderQuery(id, Parameters.position(position, id.dealId(), partitions), viewer);
    }

    Subject subject() {
        return new Subject.OfOrder(orderId.value());
    }

    Mono<View<Order>> look(Views views) {
        return views.order(orderId, asked, viewer);
    }

    /** Empty where the order is most likely about to come. */
    Mono<View<Order>> lookUnlessExpected(Views views) {
        return views.orderUnlessExpected(orderId, asked, viewer);
    }

    static Problem.Rejected notFound() {
        return Problem.NOT_FOUND.because(
                "You have no such order; if it was accepted just now, add the position of its Location.");
    }
}
