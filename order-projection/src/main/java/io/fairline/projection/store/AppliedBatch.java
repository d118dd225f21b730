package io.fairline.projection.store;

import io.fairline.projection.domain.Advance;
import io.fairline.projection.domain.Deal;
import io.fairline.projection.domain.EntityId;
import io.fairline.projection.domain.Order;
import java.util.List;
import java.util.Set;

/**
 * A batch that is committed.
 *
 * @param commitBegunNanos before its transaction began
 * @param orders every order that changed, whole
 * @param deals every deal that changed, whole
 * @param touched every order and deal the events were about, changed or not
 */
public record AppliedBatch(
        long commitBegunNanos, List<Advance> advances, List<Order> orders, List<Deal> deals, Set<EntityId> touched) {}
