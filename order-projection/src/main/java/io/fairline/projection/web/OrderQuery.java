package io.fairline.projection.web;

import io.fairline.projection.domain.EntityId;
import io.fairline.projection.domain.Order;
import io.fairline.projection.domain.Position;
import io.fairline.projection.store.News;
import io.fairline.schemas.DealPartitions;
import io.fairline.schemas.OrderId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A viewer's question after one order. */
record OrderQuery(Views views, OrderId orderId, @Nullable Position asked, Viewer viewer) implements Query<Order> {

    static OrderQuery of(
            String orderId, @Nullable String position, Viewer viewer, Views views, DealPartitions partitions) {
        OrderId id = Parameters.orderId(orderId);
        return new OrderQuery(views, id, Parameters.position(position, id.dealId(), partitions), viewer);
    }

    @Override
    public EntityId id() {
        return new EntityId.OfOrder(orderId.value());
    }

    @Override
    public Mono<View<Order>> look() {
        return views.order(orderId, asked, viewer);
    }

    /** Empty where the order is most likely about to come. */
    @Override
    public Mono<View<Order>> firstLook() {
        return views.orderUnlessExpected(orderId, asked, viewer);
    }

    @Override
    public Optional<View<Order>> told(News news) {
        return news.order(orderId.value()).map(found -> Views.seen(found, asked, viewer));
    }

    static Problem.Rejected notFound() {
        return Problem.NOT_FOUND.because(
                "You have no such order; if it was accepted just now, add the position of its Location.");
    }
}
