package io.fairline.projection.domain;

import java.util.UUID;

/** What somebody may be waiting for news of. */
public sealed interface Subject {

    record OfOrder(UUID orderId) implements Subject {}

    record OfDeal(int dealId) implements Subject {}
}
