package io.fairline.projection.domain;

import java.util.UUID;

/** Of an order or a deal: what somebody may be waiting for news of. */
public sealed interface EntityId {

    record OfOrder(UUID orderId) implements EntityId {}

    record OfDeal(int dealId) implements EntityId {}
}
