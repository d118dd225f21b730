package io.fairline.perf.fairness;

import java.util.UUID;

/**
 * A status as a client saw it; sightings of one client are listed in the order in which it saw them.
 *
 * @param version the deal's sequence at the last event about the order; 0 while it is pending
 * @param seenNanos when, by the clock of the calls
 */
public record Sighting(String client, UUID orderId, OrderStatus status, long version, long seenNanos) {}
