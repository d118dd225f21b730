package io.fairline.perf.fairness;

import java.util.UUID;

/** An order as the cache holds it, read before the database was. */
public record CachedStatus(UUID orderId, OrderStatus status, long version) {}
