package io.fairline.perf.baselines;

import java.util.UUID;

/**
 * An order as an instance took it.
 *
 * @param id the same for a retry with the same key
 * @param instance that took it, from 1
 */
public record Order(UUID id, int dealId, String shopper, int quantity, int instance) {}
