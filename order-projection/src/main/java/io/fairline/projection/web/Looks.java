package io.fairline.projection.web;

import io.fairline.projection.domain.Deal;
import io.fairline.projection.domain.Order;
import io.fairline.projection.domain.Position;
import io.fairline.projection.store.Reading;
import io.fairline.projection.store.StatusReader;
import io.fairline.schemas.OrderId;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Single looks at orders and deals, with a viewer's eyes. */
final class Looks {

    private final StatusReader reader;

    Looks(StatusReader reader) {
        this.reader = reader;
    }

    Mono<Sight<Order>> order(OrderId orderId, @Nullable Position asked, Viewer viewer) {
        return reader.order(orderId.value(), orderId.dealId()).map(reading -> seen(reading, asked, viewer));
    }

    /** The same, but empty where the order is most likely about to come: who is ready to wait looks again a little later. */
    Mono<Sight<Order>> orderUnlessExpected(OrderId orderId, @Nullable Position asked, Viewer viewer) {
        return reader.orderUnlessExpected(orderId.value(), orderId.dealId(), offset(asked))
                .map(reading -> seen(reading, asked, viewer));
    }

    private static Sight<Order> seen(Reading<Order> reading, @Nullable Position asked, Viewer viewer) {
        Order order = reading.value();
        boolean stranger = order != null && !viewer.maySeeOrdersOf(order.shopper());
        // Whatever command lies ahead can change nothing. A retry's is never even reached where no other command
        // follows: no event answers it, and only events tell how far a line has come.
        Position awaited = order != null && order.status().isFinal() ? null : asked;
        // For a stranger there is no such order, and none to come.
        return stranger ? new Sight<>(null, null, 0, 0) : sight(reading, awaited, Order::version, Order::causeOffset);
    }

    Mono<Sight<Deal>> deal(int dealId, @Nullable Position asked) {
        return reader.deal(dealId)
                .map(reading -> sight(reading, asked, Deal::sequence, deal -> reading.appliedCommand()));
    }

    private static long offset(@Nullable Position asked) {
        return asked == null ? -1 : asked.offset();
    }

    /** @param covers offset up to which the value itself proves commands to be applied */
    private static <T> Sight<T> sight(
            Reading<T> reading, @Nullable Position asked, ToLongFunction<T> version, ToLongFunction<T> covers) {
        T value = reading.value();
        long applied = reading.appliedCommand();
        if (value != null) {
            applied = Math.max(applied, covers.applyAsLong(value));
        }
        long distance = offset(asked) - applied;
        boolean ahead = asked != null && distance > 0;
        return new Sight<>(
                value, ahead ? asked : null, ahead ? distance : 0, value == null ? 0 : version.applyAsLong(value));
    }
}
