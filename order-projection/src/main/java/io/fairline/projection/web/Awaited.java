package io.fairline.projection.web;

/**
 * What a request that may wait ends with.
 *
 * @param cutShort it was to wait for more than this, and there was time left
 */
record Awaited<T>(View<T> view, boolean cutShort) {}
