package io.fairline.projection.store;

import org.jspecify.annotations.Nullable;

/**
 * What was found, and how far the partition had been applied at that moment.
 *
 * @param value null: there is none
 */
public record AsOf<T>(@Nullable T value, long appliedCommand) {}
