package io.fairline.perf.fairness;

import java.util.UUID;

/**
 * An order as the cache held it at some time in the run or after it.
 *
 * @param rowVersion how new the order's row was when it was read right after the cache; 0 where it had none
 */
public record CachedStatus(UUID orderId, OrderStatus status, long version, long rowVersion) {}
