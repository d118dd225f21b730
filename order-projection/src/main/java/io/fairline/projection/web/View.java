package io.fairline.projection.web;

import io.fairline.projection.domain.Position;
import org.jspecify.annotations.Nullable;

/**
 * An order or a deal as one viewer sees it at one moment.
 *
 * @param value null: there is none, or none for this viewer
 * @param ahead the asked position, while it lies ahead of what has been applied; null otherwise
 * @param commandsAhead how many commands there are at most until that position has been applied
 * @param version of the value; 0 for what is still in line
 */
record View<T>(@Nullable T value, @Nullable Position ahead, long commandsAhead, long version) {

    /** Nothing is known of it, and the position says that it may yet come. */
    boolean inLine() {
        return value == null && ahead != null;
    }

    /** Nothing is known of it, and nothing is to come. */
    boolean unknown() {
        return value == null && ahead == null;
    }
}
