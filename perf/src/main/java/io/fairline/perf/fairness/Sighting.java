package io.fairline.perf.fairness;

import java.util.UUID;

/** A status as a client saw it; sightings of one client are listed in the order in which it saw them. */
public record Sighting(String client, UUID orderId, OrderStatus status, long version) {}
