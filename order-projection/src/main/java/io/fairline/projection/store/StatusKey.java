package io.fairline.projection.store;

/**
 * Whose status is read.
 *
 * @param id of an order or a deal
 * @param partition whose position is read with it
 */
record StatusKey<I>(I id, int partition) {}
