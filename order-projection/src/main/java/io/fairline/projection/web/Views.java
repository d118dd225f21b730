package io.fairline.projection.web;

import io.fairline.projection.domain.Deal;
import io.fairline.projection.domain.Order;
import io.fairline.projection.domain.Position;
import io.fairline.projection.store.AsOf;
import io.fairline.projection.store.StatusReader;
import io.fairline.schemas.OrderId;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Orders and deals as they stand now, as a viewer may see them. */
final class Views {

    private final StatusReader reader;

    Views(StatusReader reader) {
        this.reader = reader;
    }

    Mono<View<Order>> order(OrderId orderId, @Nullable Position asked, Viewer viewer) {
        return reader.order(orderId.value(), orderId.dealId()).map(found -> seen(found, asked, viewer));
    }

    /** The same, but empty where the order is most likely about to come: who is ready to wait looks again a little later. */
    Mono<View<Order>> orderUnlessExpected(OrderId orderId, @Nullable Position asked, Viewer viewer) {
        return reader.orderUnlessExpected(orderId.value(), orderId.dealId(), offset(asked))
                .map(found -> seen(found, asked, viewer));
    }

    static View<Order> seen(AsOf<Order> found, @Nullable Position asked, Viewer viewer) {
        Order order = found.value();
        if (order != null && !viewer.maySeeOrdersOf(order.shopper())) {
            // For a stranger there is no such order, and what is said of a position ahead says nothing else.
            AsOf<Order> nothing = new AsOf<>(null, found.appliedCommand());
            return view(nothing, asked, Order::version, Order::causeOffset);
        }
        // Whatever command lies ahead can change nothing. A retry's is never even reached where no other command
        // follows: no event answers it, and only events tell how far a line has come.
        Position awaited = order != null && order.status().isFinal() ? null : asked;
        return view(found, awaited, Order::version, Order::causeOffset);
    }

    Mono<View<Deal>> deal(int dealId, @Nullable Position asked) {
        return reader.deal(dealId).map(found -> seen(found, asked));
    }

    static View<Deal> seen(AsOf<Deal> found, @Nullable Position asked) {
        return view(found, asked, Deal::sequence, deal -> found.appliedCommand());
    }

    private static long offset(@Nullable Position asked) {
        return asked == null ? -1 : asked.offset();
    }

    /** @param covers offset up to which the value itself proves commands to be applied */
    private static <T> View<T> view(
            AsOf<T> found, @Nullable Position asked, ToLongFunction<T> version, ToLongFunction<T> covers) {
        T value = found.value();
        long applied = found.appliedCommand();
        if (value != null) {
            applied = Math.max(applied, covers.applyAsLong(value));
        }
        long distance = offset(asked) - applied;
        boolean ahead = asked != null && distance > 0;
        return new View<>(
                value, ahead ? asked : null, ahead ? distance : 0, value == null ? 0 : version.applyAsLong(value));
    }
}
