package io.fairline.projection.web;

import io.fairline.projection.domain.Deal;
import io.fairline.projection.domain.EntityId;
import io.fairline.projection.domain.Position;
import io.fairline.projection.store.News;
import io.fairline.schemas.DealPartitions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A viewer's question after one deal. */
record DealQuery(Views views, int dealId, @Nullable Position asked, Viewer viewer) implements Query<Deal> {

    static DealQuery of(
            String dealId, @Nullable String position, Viewer viewer, Views views, DealPartitions partitions) {
        int id = Parameters.dealId(dealId);
        return new DealQuery(views, id, Parameters.position(position, id, partitions), viewer);
    }

    @Override
    public EntityId id() {
        return new EntityId.OfDeal(dealId);
    }

    @Override
    public Mono<View<Deal>> look() {
        return views.deal(dealId, asked);
    }

    @Override
    public Optional<View<Deal>> told(News news) {
        return news.deal(dealId).map(found -> Views.seen(found, asked));
    }
}
