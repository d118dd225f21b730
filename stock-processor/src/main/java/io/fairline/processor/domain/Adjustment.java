package io.fairline.processor.domain;

import java.util.UUID;

/**
 * A change of stock that has been carried out: kept for good, so that it is not carried out again however late the same
 * request is sent again.
 *
 * @param adjustmentId of the request
 * @param delta units that were added, or, below nothing, taken away
 */
public record Adjustment(UUID adjustmentId, int delta) {}
