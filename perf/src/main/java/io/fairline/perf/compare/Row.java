package io.fairline.perf.compare;

import java.util.UUID;

/** A decision as the contender's database has it. */
record Row(UUID id, int dealId, int quantity, boolean won, long place) {}
