package io.fairline.projection.store;

/** A row as the cache may have it. */
record CachedRow(String key, int partition, long version, Object value) {}
